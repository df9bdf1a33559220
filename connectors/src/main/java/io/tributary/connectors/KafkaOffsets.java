package io.tributary.connectors;

import io.debezium.embedded.EmbeddedWorkerConfig;
import io.tributary.schemas.KafkaAccess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  /** The engine's property that says what {@link #lend} returned. */
  static final String ACCESS = "offset.storage.access";

  /** The engine makes this object from text that it also logs; so text only says which one. */
  private static final Map<String, KafkaAccess> LENT = new ConcurrentHashMap<>();

  private final LazyAdmin admin;
  private @Nullable ByteBuffer begun;

  /** Until it is given back, an engine that is told the result gets into Kafka by {@code access}. */
  static String lend(KafkaAccess access) {
    String id = UUID.randomUUID().toString();
    LENT.put(id, access);
    return id;
  }

  static void giveBack(String id) {
    LENT.remove(id);
  }

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
    Map<String, String> settings = config.originalsStrings();
    KafkaAccess access = Objects.requireNonNull(LENT.get(settings.get(ACCESS)), "the engine is closed");
    admin.configure(access);
    begun = bytes(OffsetKeys.of(settings).begun());
    access.with(Map.of()).forEach((name, value) -> settings.put(name, value.toString()));
    super.configure(new EmbeddedWorkerConfig(settings));
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

    void configure(KafkaAccess access) {
      admin = new SharedTopicAdmin(access.with(Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, "tributary-capture-admin")));
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
