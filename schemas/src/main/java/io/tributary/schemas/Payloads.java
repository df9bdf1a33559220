package io.tributary.schemas;

import org.apache.avro.specific.SpecificRecord;

/**
 * Avro records in Confluent's wire format: magic byte 0, the schema id in 4 bytes, the binary encoding. Thread-safe.
 */
public interface Payloads {
  /**
   * Encodes under the record's own schema, whose subject is its full name.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when the registry does not know the schema and can't be reached
   */
  byte[] encode(SpecificRecord event);

  /**
   * Decodes whatever registered version wrote the bytes into this build's generated class.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when the bytes are not in the format, or their schema is unknown here
   */
  SpecificRecord decode(byte[] payload);

  /**
   * The aggregate that an event is about, as its envelope names it. Nothing else is read.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when the bytes are not in the format, or are no event's
   */
  String aggregateId(byte[] payload);
}
