package io.tributary.api.requests;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Refuses with {@code PAYLOAD_TOO_LARGE} as soon as more than the allowed bytes were read. */
final class LimitedInputStream extends ServletInputStream {
  private final ServletInputStream input;
  private final String detail;
  private long left;

  LimitedInputStream(ServletInputStream input, long limit, String detail) {
    this.input = input;
    this.left = limit;
    this.detail = detail;
  }

  @Override
  public int read() throws IOException {
    int value = input.read();
    if (value >= 0) {
      take(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = input.read(buffer, offset, length);
    if (count > 0) {
      take(count);
    }
    return count;
  }

  private void take(int count) {
    left -= count;
    if (left < 0) {
      throw new ProblemException(ErrorCode.PAYLOAD_TOO_LARGE, detail);
    }
  }

  @Override
  public boolean isFinished() {
    return input.isFinished();
  }

  @Override
  public boolean isReady() {
    return input.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    input.setReadListener(listener);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
