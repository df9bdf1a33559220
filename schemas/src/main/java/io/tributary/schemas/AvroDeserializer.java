package io.tributary.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link AvroPayloads} as a Kafka value deserializer into this build's generated classes, configured like {@link
 * AvroSerializer}. A null stays null.
 */
public final class AvroDeserializer implements Deserializer<SpecificRecord> {
  private @Nullable Payloads payloads;

  /** For Kafka, which calls {@link #configure}. */
  public AvroDeserializer() {}

  public AvroDeserializer(Payloads payloads) {
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
  public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    if (payloads == null) {
      throw new IllegalStateException("configure first");
    }
    return payloads.decode(data);
  }
}
