package io.tributary.schemas;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** What our Kafka serializers read of Confluent's property names, besides those of {@link ConfluentSchemaRegistry}. */
final class SerdeConfig {
  private static final String RECORD_NAMES = "RecordNameStrategy";

  private SerdeConfig() {}

  /**
   * @throws ConfigException when a subject name strategy other than {@code RecordNameStrategy} is asked for: our topics
   *     carry several types, each governed by itself
   */
  static AvroPayloads payloads(Map<String, ?> properties) {
    Object strategy = properties.get("value.subject.name.strategy");
    String name = strategy instanceof Class<?> type ? type.getName() : String.valueOf(strategy);
    if (strategy != null && !name.equals(RECORD_NAMES) && !name.endsWith("." + RECORD_NAMES)) {
      throw new ConfigException("value.subject.name.strategy", name, "only " + RECORD_NAMES + " is supported");
    }
    return new AvroPayloads(new ConfluentSchemaRegistry(properties), autoRegister(properties));
  }

  private static boolean autoRegister(Map<String, ?> properties) {
    Object value = properties.get("auto.register.schemas");
    String text = value == null ? "true" : value.toString().strip();
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException("auto.register.schemas", text, "must be true or false");
    };
  }
}
