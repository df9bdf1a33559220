package io.tributary.connectors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.KafkaOffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.apache.kafka.connect.util.SharedTopicAdmin;
import org.apache.kafka.connect.util.TopicAdmin;
import org.jspecify.annotations.Nullable;

/**
 * Connect's offset store over a Kafka topic, as the engine instantiates it. Unlike the engine's own way it closes its
 * admin client, and with the first position it removes the mark of a begun first reading.
 */
public final class KafkaOffsets extends KafkaOffsetBackingStore {
  private final LazyAdmin admin;
  private @Nullable ByteBuffer begun;

  /** For the engine, which calls {@link #configure} next. */
  public KafkaOffsets() {
    this(new LazyAdmin());
  }

  private KafkaOffsets(LazyAdmin admin) {
    super(admin::get, () -> "tributary-capture-", OffsetKeys.converter());
    this.admin = admin;
  }

  @Override
  public void configure(WorkerConfig config) {
    admin.configure(config.originalsStrings().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    begun = bytes(OffsetKeys.of(config.originalsStrings()).begun());
    super.configure(config);
  }

  @Override
  public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
    if (begun == null) {
      return super.set(values, callback);
    }
    // In this order: a crash between the two leaves both, and the position counts.
    Map<ByteBuffer, @Nullable ByteBuffer> withMark = new LinkedHashMap<>(values);
    withMark.put(begun, null);
    begun = null;
    return super.set(withMark, callback);
  }

  @Override
  public void stop() {
    super.stop();
    admin.close();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The superclass wants the admin's supplier before it knows the configuration. */
  private static final class LazyAdmin {
    private @Nullable SharedTopicAdmin admin;

    void configure(@Nullable String bootstrapServers) {
      Map<String, Object> properties = new HashMap<>();
      properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "tributary-capture-admin");
      admin = new SharedTopicAdmin(properties);
    }

    TopicAdmin get() {
      if (admin == null) {
        throw new IllegalStateException("not configured");
      }
      return admin.get();
    }

    void close() {
      if (admin != null) {
        admin.close();
      }
    }
  }
}
