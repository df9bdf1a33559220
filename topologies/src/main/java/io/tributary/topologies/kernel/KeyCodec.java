package io.tributary.topologies.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * The one place where store keys are made: a prefix byte that names the kind of row, then fields whose unsigned byte
 * order is their own order. Each field ends where it must (fixed length, or a terminator that cannot occur inside), so the
 * key of a list is a prefix of its members' keys and of no other key; with the tenant's 16 bytes in front of what it owns,
 * no scan of one tenant meets another's row.
 *
 * <p>Prefixes below 0x20 belong to the kernel; contexts use ASCII letters.
 */
public final class KeyCodec {
  private static final byte ESCAPED_ZERO = (byte) 0xFF;
  private static final byte TERMINATOR = 0x01;

  private byte[] bytes = new byte[64];
  private int length;

  private KeyCodec() {}

  public static KeyCodec key(int prefix) {
    return new KeyCodec().append((byte) prefix);
  }

  /** The beginning of every key that a tenant owns under {@code prefix}. */
  public static KeyCodec key(int prefix, UUID tenantId) {
    return key(prefix).uuid(tenantId);
  }

  public KeyCodec uuid(UUID id) {
    return raw(id.getMostSignificantBits()).raw(id.getLeastSignificantBits());
  }

  /** In order of code points; any text, also empty and with NUL. */
  public KeyCodec text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    reserve(2 * utf8.length + 2);
    for (byte b : utf8) {
      bytes[length++] = b;
      if (b == 0) {
        bytes[length++] = ESCAPED_ZERO;
      }
    }
    bytes[length++] = 0;
    bytes[length++] = TERMINATOR;
    return this;
  }

  /** Smallest first, negative numbers included. */
  public KeyCodec ascending(long number) {
    return raw(number ^ Long.MIN_VALUE);
  }

  /** Largest first. */
  public KeyCodec descending(long number) {
    return raw(~(number ^ Long.MIN_VALUE));
  }

  public Bytes build() {
    return Bytes.wrap(Arrays.copyOf(bytes, length));
  }

  /** The first key after all keys that begin with {@code prefix}: the exclusive end of its scan. */
  public static Bytes endOf(Bytes prefix) {
    byte[] end = prefix.get().clone();
    for (int i = end.length - 1; i >= 0; i--) {
      if (++end[i] != 0) {
        return Bytes.wrap(Arrays.copyOf(end, i + 1));
      }
    }
    throw new IllegalArgumentException("no key can follow a prefix of 0xFF only");
  }

  /** The first key after {@code key}. */
  public static Bytes after(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
  }

  private KeyCodec raw(long bits) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (bits >>> shift);
    }
    return this;
  }

  private KeyCodec append(byte b) {
    reserve(1);
    bytes[length++] = b;
    return this;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
