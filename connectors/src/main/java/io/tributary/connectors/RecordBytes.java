package io.tributary.connectors;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.jspecify.annotations.Nullable;

/**
 * Turns the router's records into bytes with the converters of the connector's properties, as Connect's worker does. A
 * column that is null becomes a header whose value is null, in both runtimes.
 */
final class RecordBytes {
  private final Converter keys;
  private final Converter values;
  private final HeaderConverter headers;

  RecordBytes(Map<String, String> connector) {
    keys = instance(connector, "key.converter", Converter.class);
    keys.configure(settings(connector, "key.converter", "key"), true);
    values = instance(connector, "value.converter", Converter.class);
    values.configure(settings(connector, "value.converter", "value"), false);
    headers = instance(connector, "header.converter", HeaderConverter.class);
    headers.configure(settings(connector, "header.converter", "header"));
  }

  ProducerRecord<byte[], byte[]> of(SourceRecord captured) {
    String topic = captured.topic();
    RecordHeaders converted = new RecordHeaders();
    for (Header header : captured.headers()) {
      byte @Nullable [] value = headers.fromConnectHeader(topic, header.key(), header.schema(), header.value());
      converted.add(header.key(), value);
    }
    byte[] key = keys.fromConnectData(topic, converted, captured.keySchema(), captured.key());
    byte[] value = values.fromConnectData(topic, converted, captured.valueSchema(), captured.value());
    return new ProducerRecord<>(
        topic, captured.kafkaPartition(), captured.timestamp(), key, value, converted);
  }

  private static <T> T instance(Map<String, String> connector, String property, Class<T> type) {
    String name = connector.get(property);
    try {
      return Class.forName(name).asSubclass(type).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(property + " can't be used: " + name, e);
    }
  }

  private static Map<String, String> settings(Map<String, String> connector, String property, String type) {
    Map<String, String> result = new HashMap<>(Map.of("converter.type", type));
    String prefix = property + ".";
    connector.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            result.put(name.substring(prefix.length()), value);
          }
        });
    return result;
  }
}
