package io.tributary.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link AvroPayloads} as a Kafka value serializer, configured by Confluent's property names: those of {@link
 * ConfluentSchemaRegistry}, {@code auto.register.schemas} (true) and {@code value.subject.name.strategy}, which can only
 * be {@code RecordNameStrategy}, and is so when absent. A null stays null: a tombstone.
 */
public final class AvroSerializer implements Serializer<SpecificRecord> {
  private @Nullable Payloads payloads;

  /** For Kafka, which calls {@link #configure}. */
  public AvroSerializer() {}

  public AvroSerializer(Payloads payloads) {
    this.payloads = payloads;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    if (isKey) {
      throw new IllegalArgumentException("record keys are plain text (TenantKey), not Avro");
    }
    if (payloads == null) {
      payloads = SerdeConfig.payloads(configs);
    }
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord data) {
    if (data == null) {
      return null;
    }
    if (payloads == null) {
      throw new IllegalStateException("configure first");
    }
    return payloads.encode(data);
  }
}
