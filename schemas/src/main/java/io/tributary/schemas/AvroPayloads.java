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

  /**
   * Registers (or without auto-register, looks up) every type of the catalogue, so that from then on {@link #encode} works
   * whether the registry can be reached or not.
   *
   * @throws RegistryUnavailableException when the registry can't be reached; call again later, it goes on where it stopped
   * @throws RegistryException when the registry refuses a schema, as incompatible with an earlier version
   */
  public void registerAll() {
    for (String type : Catalogue.load().types()) {
      try {
        encoder.prepare(GeneratedTypes.byName(type));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("the catalogue names " + type + ", which this build does not have", e);
      }
    }
  }

  @Override
  public byte[] encode(SpecificRecord event) {
    return encoder.encode(event);
  }

  @Override
  public SpecificRecord decode(byte[] payload) {
    return decoder.decode(payload);
  }

  @Override
  public String aggregateId(byte[] payload) {
    return decoder.aggregateId(payload);
  }
}
