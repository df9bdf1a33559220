package io.tributary.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;

/** The connector's properties: the file as it stands, and resolved for the embedded engine. */
public final class ConnectorProperties {
  /** Class-path resource of the connector's properties. */
  public static final String RESOURCE = "/io/tributary/connectors/outbox-connector.properties";

  /**
   * What the engine adds: a heartbeat stores the position behind the last transaction, and its query writes a message into
   * the log, without a row, so that the slot also advances while only other tables are written.
   */
  private static final Map<String, String> HEARTBEAT =
      Map.of(
          "heartbeat.interval.ms", "1000",
          "heartbeat.action.query", "SELECT pg_logical_emit_message(true, 'tributary_heartbeat', '')",
          "message.prefix.exclude.list", "tributary_heartbeat");

  private ConnectorProperties() {}

  /** The file's properties with their {@code ${env:…}} references. */
  public static Map<String, String> asWritten() {
    Properties properties = new Properties();
    try (InputStream file = ConnectorProperties.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException("missing on the class path: " + RESOURCE);
      }
      properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> result = new HashMap<>();
    properties.forEach((name, value) -> result.put(name.toString(), value.toString()));
    return result;
  }

  /** The properties for the engine: references resolved, with the heartbeat, overrides applied. */
  static Map<String, String> forEngine(CaptureConfig config) {
    ConfigProvider environment = new Environment(config.environment());
    Map<String, String> written = asWritten();
    Map<String, String> result =
        new HashMap<>(new ConfigTransformer(Map.of("env", environment)).transform(written).data());
    result.putAll(HEARTBEAT);
    result.putAll(config.overrides());
    return result;
  }

  /** What {@code EnvVarConfigProvider} does in Connect, over given values. */
  private record Environment(Map<String, String> values) implements ConfigProvider {
    @Override
    public ConfigData get(String path) {
      return new ConfigData(values);
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
      Map<String, String> found = new HashMap<>(values);
      found.keySet().retainAll(keys);
      return new ConfigData(found);
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
  }
}
