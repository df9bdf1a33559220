package io.tributary.topologies.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RowEncoder} wrote.
 *
 * <p>All methods throw {@link UnreadableRowException} when the bytes end early or break their form.
 */
public final class RowDecoder {
  /** In place of a text's length: it is a UUID, as its bits. Older builds wrote each text as it is, and can't read this. */
  static final int UUID_TEXT = -1;

  private final ByteBuffer row;
  private final int format;

  public RowDecoder(byte[] row) {
    this.row = ByteBuffer.wrap(row);
    this.format = this.row.hasRemaining() ? this.row.get() : 0;
  }

  /** The layout's number: what an upcast switches on. */
  public int format() {
    return format;
  }

  /** The failure to throw where {@link #format()} is none that this build knows. */
  public UnreadableRowException unknownFormat() {
    return new UnreadableRowException("row of unknown format " + format + "; it was written by a newer build");
  }

  public long number() {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = next();
      bits |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new UnreadableRowException("number of more than ten bytes");
  }

  public boolean flag() {
    return next() != 0;
  }

  public Instant time() {
    return Instant.ofEpochMilli(number());
  }

  public @Nullable Instant optionalTime() {
    return flag() ? time() : null;
  }

  public UUID uuid() {
    return new UUID(bits(), bits());
  }

  public byte[] bytes() {
    return bytes(number());
  }

  private byte[] bytes(long length) {
    if (length < 0 || length > row.remaining()) {
      throw new UnreadableRowException("row ends within a field of " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    row.get(bytes);
    return bytes;
  }

  public String text() {
    long length = number();
    return length == UUID_TEXT ? uuid().toString() : new String(bytes(length), StandardCharsets.UTF_8);
  }

  public @Nullable String optionalText() {
    return flag() ? text() : null;
  }

  public BigDecimal decimal() {
    int scale = (int) number();
    byte[] unscaled = bytes();
    if (unscaled.length == 0) {
      throw new UnreadableRowException("decimal without digits");
    }
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  public @Nullable BigDecimal optionalDecimal() {
    return flag() ? decimal() : null;
  }

  public Map<String, String> textMap() {
    long size = number();
    Map<String, String> texts = new HashMap<>();
    for (long i = 0; i < size; i++) {
      texts.put(text(), text());
    }
    return texts;
  }

  public List<String> textList() {
    long size = number();
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      texts.add(text());
    }
    return texts;
  }

  private long bits() {
    try {
      return row.getLong();
    } catch (BufferUnderflowException e) {
      throw new UnreadableRowException("row ends early", e);
    }
  }

  private byte next() {
    try {
      return row.get();
    } catch (BufferUnderflowException e) {
      throw new UnreadableRowException("row ends early", e);
    }
  }
}
