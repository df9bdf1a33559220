package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/** Kafka Connect's own runtime in this process, without its REST server, running the connector's file as it is written. */
final class ConnectWorker implements AutoCloseable {
  private final StandaloneHerder herder;

  ConnectWorker(CaptureConfig config, Path offsets) throws Exception {
    Environment.VALUES.clear();
    Environment.VALUES.putAll(config.environment());
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers", config.kafka().bootstrapServers(),
            "key.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "offset.storage.file.filename", offsets.toString(),
            "plugin.discovery", "service_load",
            "config.providers", "env",
            "config.providers.env.class", Environment.class.getName());
    Plugins plugins = new Plugins(settings);
    plugins.compareAndSwapWithDelegatingLoader();
    StandaloneConfig workerConfig = new StandaloneConfig(settings);
    FileOffsetBackingStore store = new FileOffsetBackingStore(OffsetKeys.converter());
    store.configure(workerConfig);
    var policy = new AllConnectorClientConfigOverridePolicy();
    Worker worker = new Worker("test", Time.SYSTEM, plugins, workerConfig, store, policy);
    herder = new StandaloneHerder(worker, "test", policy);
    herder.start();
    Map<String, String> connector = ConnectorProperties.asWritten();
    FutureCallback<Herder.Created<
            ConnectorInfo>>
        created = new FutureCallback<>();
    herder.putConnectorConfig(connector.get("name"), connector, false, created);
    assertThat(created.get(60, TimeUnit.SECONDS).created()).isTrue();
  }

  @Override
  public void close() {
    herder.stop();
  }

  /** Stands in for EnvVarConfigProvider: a process can't set its own environment. */
  public static final class Environment implements ConfigProvider {
    private static final Map<String, String> VALUES = new HashMap<>();

    @Override
    public ConfigData get(String path) {
      return new ConfigData(VALUES);
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
      Map<String, String> found = new HashMap<>(VALUES);
      found.keySet().retainAll(keys);
      return new ConfigData(found);
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
  }
}
