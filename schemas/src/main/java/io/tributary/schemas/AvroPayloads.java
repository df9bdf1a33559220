package io.tributary.schemas;

import org.apache.avro.specific.SpecificRecord;

/**
 * Avro records of this build in Confluent's wire format, under {@code RecordNameStrategy}: the subject of a schema is its
 * record's full name. Once a schema was registered or read, the registry is not asked for it again.
 */
public final class AvroPayloads implements Payloads {
  private final PayloadEncoder encoder;
  private final PayloadDecoder decoder;

  public AvroPayloads(SchemaRegistry registry) {
    this(registry, true);
  }

  /** @param autoRegister whether {@link #encode} may register a schema that the registry does not know */
  public AvroPayloads(SchemaRegistry registry, boolean autoRegister) {
    this.encoder = new PayloadEncoder(registry, autoRegister);
    this.decoder = new PayloadDecoder(registry);
  }

  @Override
  public byte[] encode(SpecificRecord event) {
    return encoder.encode(event);
  }

  @Override
  public SpecificRecord decode(byte[] payload) {
    return decoder.decode(payload);
  }
}
