package io.tributary.connectors;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

/**
 * Record keys and values of the offsets topic, in Connect's form: the key is {@code [connector, partition]}.
 *
 * @param position key of the capture's position
 * @param begun key of the mark that stands from the begin of a first reading until its position is stored
 */
record OffsetKeys(String position, String begun) {
  static OffsetKeys of(Map<String, String> connector) {
    return new OffsetKeys(
        key(connector, Map.of("server", required(connector, "topic.prefix"))),
        key(connector, Map.of("reading", "begun")));
  }

  private static String key(Map<String, String> connector, Map<String, String> partition) {
    byte[] json = converter().fromConnectData("", null, List.of(required(connector, "name"), partition));
    return new String(json, StandardCharsets.UTF_8);
  }

  /** The offset in a record's value. */
  @SuppressWarnings("unchecked")
  static Map<String, ?> offset(byte[] value) {
    SchemaAndValue parsed = converter().toConnectData("", value);
    return (Map<String, ?>) parsed.value();
  }

  static JsonConverter converter() {
    JsonConverter converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", "false"), true);
    return converter;
  }

  private static String required(Map<String, String> connector, String name) {
    @Nullable String value = connector.get(name);
    if (value == null) {
      throw new IllegalArgumentException("connector property " + name + " is missing");
    }
    return value;
  }
}
