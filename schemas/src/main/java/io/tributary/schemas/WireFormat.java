package io.tributary.schemas;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's wire format: magic byte 0, the schema id as a big-endian int, the Avro binary encoding. */
public final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 1 + Integer.BYTES;

  private WireFormat() {}

  /**
   * The schema id that a payload names.
   *
   * @throws SerializationException when the payload is too short or starts with another magic byte
   */
  public static int schemaId(byte[] payload) {
    if (payload.length < HEADER_BYTES) {
      throw new SerializationException(
          "payload of %d bytes is shorter than the header of %d".formatted(payload.length, HEADER_BYTES));
    }
    if (payload[0] != MAGIC) {
      throw new SerializationException("payload starts with byte %d, not with magic 0".formatted(payload[0]));
    }
    return ByteBuffer.wrap(payload, 1, Integer.BYTES).getInt();
  }
}
