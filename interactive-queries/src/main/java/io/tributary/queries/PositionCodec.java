package io.tributary.queries;

import io.tributary.schemas.Context;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * The binary form of a position: a version byte, then the offsets and the sequences, each with its count; numbers are
 * unsigned varints, names are length-prefixed UTF-8. Entries are sorted, so equal positions have equal bytes.
 */
public final class PositionCodec {
  private static final byte VERSION = 1;
  // A name is at most 249 characters (Kafka's limit for topics); 300 covers an entry's numbers too.
  private static final int MAX_ENTRY = 300;

  private PositionCodec() {}

  public static byte[] encode(Position position) {
    int entries = position.offsets().size() + position.sequences().size();
    ByteBuffer out = ByteBuffer.allocate(16 + entries * MAX_ENTRY);
    out.put(VERSION);
    ByteUtils.writeUnsignedVarint(position.offsets().size(), out);
    position.offsets().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(
            Comparator.comparing(Position.Input::context)
                .thenComparing(Position.Input::topic)
                .thenComparing(Position.Input::partition)))
        .forEach(entry -> {
          putName(entry.getKey().context().id(), out);
          putName(entry.getKey().topic(), out);
          ByteUtils.writeUnsignedVarint(entry.getKey().partition(), out);
          ByteUtils.writeVarlong(entry.getValue(), out);
        });
    ByteUtils.writeUnsignedVarint(position.sequences().size(), out);
    position.sequences().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(
            Comparator.comparing(Position.Stream::context).thenComparing(Position.Stream::tenantId)))
        .forEach(entry -> {
          putName(entry.getKey().context().id(), out);
          out.putLong(entry.getKey().tenantId().getMostSignificantBits());
          out.putLong(entry.getKey().tenantId().getLeastSignificantBits());
          ByteUtils.writeVarlong(entry.getValue(), out);
        });
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /**
   * @throws IllegalArgumentException when the bytes are not a position of a version that this build reads
   */
  public static Position decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.get() != VERSION) {
        throw new IllegalArgumentException("unknown version of a position");
      }
      Map<Position.Input, Long> offsets = new HashMap<>();
      for (int left = ByteUtils.readUnsignedVarint(in); left > 0; left--) {
        Position.Input input = new Position.Input(context(in), name(in), ByteUtils.readUnsignedVarint(in));
        offsets.put(input, ByteUtils.readVarlong(in));
      }
      Map<Position.Stream, Long> sequences = new HashMap<>();
      for (int left = ByteUtils.readUnsignedVarint(in); left > 0; left--) {
        Position.Stream stream = new Position.Stream(context(in), new UUID(in.getLong(), in.getLong()));
        sequences.put(stream, ByteUtils.readVarlong(in));
      }
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("a position has trailing bytes");
      }
      return new Position(offsets, sequences);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a position is cut short", e);
    }
  }

  private static void putName(String name, ByteBuffer out) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteUtils.writeUnsignedVarint(text.length, out);
    out.put(text);
  }

  private static String name(ByteBuffer in) {
    int length = ByteUtils.readUnsignedVarint(in);
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a name in a position is cut short");
    }
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static Context context(ByteBuffer in) {
    return Context.valueOf(name(in).toUpperCase(Locale.ROOT));
  }
}
