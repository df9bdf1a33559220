package io.tributary.topologies.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Reads the fields of a key that {@link KeyCodec} made, in the same order; starts behind the prefix byte. */
public final class KeyReader {
  private final ByteBuffer key;

  public KeyReader(Bytes key) {
    this.key = ByteBuffer.wrap(key.get());
    this.key.get();
  }

  public UUID uuid() {
    return new UUID(key.getLong(), key.getLong());
  }

  public String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (true) {
      byte b = key.get();
      // A zero is followed by its escape, or ends the text.
      if (b == 0 && key.get() == 1) {
        return text.toString(StandardCharsets.UTF_8);
      }
      text.write(b);
    }
  }

  public long ascending() {
    return key.getLong() ^ Long.MIN_VALUE;
  }

  public long descending() {
    return ~ascending();
  }
}
