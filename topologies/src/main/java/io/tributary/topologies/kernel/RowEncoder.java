package io.tributary.topologies.kernel;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the value of a store row: a format byte, then the fields one after another, numbers in variable length. Rows are
 * private to their context and read only by it, so they carry no schema id and need no registry to be read; the format
 * byte is what an upcast goes by. (Avro would cost a lookup of the writer's schema, or its id, in each row.)
 */
public final class RowEncoder {
  private static final int UUID_LENGTH = 36;

  private byte[] row = new byte[128];
  private int length;

  /** @param format the layout's number, 1 to 127; raised with every change of the fields */
  public RowEncoder(int format) {
    append(format);
  }

  /** Zig-zag and base 128: one byte for -64 to 63, at most ten. */
  public RowEncoder number(long number) {
    reserve(10);
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7FL) != 0) {
      row[length++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    row[length++] = (byte) rest;
    return this;
  }

  public RowEncoder flag(boolean flag) {
    return append(flag ? 1 : 0);
  }

  /** Milliseconds; finer parts are dropped. */
  public RowEncoder time(Instant time) {
    return number(time.toEpochMilli());
  }

  public RowEncoder optionalTime(@Nullable Instant time) {
    return time == null ? flag(false) : flag(true).time(time);
  }

  public RowEncoder uuid(UUID id) {
    return bits(id.getMostSignificantBits()).bits(id.getLeastSignificantBits());
  }

  public RowEncoder bytes(byte[] bytes) {
    number(bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, row, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** Most ids are UUIDs: in canonical form one takes 17 bytes for 37. */
  public RowEncoder text(String text) {
    return canonical(text)
        ? number(RowDecoder.UUID_TEXT).uuid(UUID.fromString(text))
        : bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public RowEncoder optionalText(@Nullable String text) {
    return text == null ? flag(false) : flag(true).text(text);
  }

  /** Exact; equal numbers have equal bytes only when their scales are equal. */
  public RowEncoder decimal(BigDecimal number) {
    return number(number.scale()).bytes(number.unscaledValue().toByteArray());
  }

  public RowEncoder optionalDecimal(@Nullable BigDecimal number) {
    return number == null ? flag(false) : flag(true).decimal(number);
  }

  /** Sorted by key, so that equal maps have equal bytes. */
  public RowEncoder textMap(Map<String, String> texts) {
    number(texts.size());
    (texts.size() < 2 ? texts : new TreeMap<>(texts)).forEach((key, value) -> text(key).text(value));
    return this;
  }

  public RowEncoder textList(List<String> texts) {
    number(texts.size());
    texts.forEach(this::text);
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(row, length);
  }

  /** Whether it is what a UUID's own text would be. Looked at, since to make that text of each id of each row costs more. */
  private static boolean canonical(String text) {
    boolean canonical = text.length() == UUID_LENGTH;
    for (int i = 0; i < UUID_LENGTH && canonical; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      canonical = dash ? c == '-' : c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
    return canonical;
  }

  private RowEncoder bits(long bits) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      row[length++] = (byte) (bits >>> shift);
    }
    return this;
  }

  private RowEncoder append(int b) {
    reserve(1);
    row[length++] = (byte) b;
    return this;
  }

  private void reserve(int more) {
    if (row.length - length < more) {
      row = Arrays.copyOf(row, Math.max(2 * row.length, Math.addExact(length, more)));
    }
  }
}
