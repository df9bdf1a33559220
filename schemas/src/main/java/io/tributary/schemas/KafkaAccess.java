package io.tributary.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Where Kafka is, and what this process proves itself with. All clients are made here, or by others from {@link #with}: a test
 * sees to it, so that none forgets how to get in.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param security by Kafka's names, as {@link KafkaSecurity} lets them in; secrets among them
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> security) {
  /** @throws org.apache.kafka.common.config.ConfigException naming the property at fault, never its value */
  public KafkaAccess {
    security = KafkaSecurity.checked(security);
  }

  /** Brokers that let everybody in, unencrypted. */
  public static KafkaAccess open(String bootstrapServers) {
    return new KafkaAccess(bootstrapServers, Map.of());
  }

  /**
   * With what an operator has written into a file of properties; {@code config.providers} may stand there, too.
   *
   * @throws org.apache.kafka.common.config.ConfigException as the constructor
   */
  public static KafkaAccess of(String bootstrapServers, Map<String, String> properties) {
    return new KafkaAccess(bootstrapServers, KafkaSecurity.resolved(properties));
  }

  /** Settings of a client that others make: the given ones, the brokers, and what proves it. */
  public Map<String, Object> with(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.putAll(security);
    return all;
  }

  public Admin admin(String clientId) {
    return Admin.create(with(Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, clientId)));
  }

  public <K, V> KafkaProducer<K, V> producer(Map<String, ?> settings, Serializer<K> keys, Serializer<V> values) {
    return new KafkaProducer<>(with(settings), keys, values);
  }

  public <K, V> KafkaConsumer<K, V> consumer(Map<String, ?> settings, Deserializer<K> keys, Deserializer<V> values) {
    return new KafkaConsumer<>(with(settings), keys, values);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return bootstrapServers;
  }
}
