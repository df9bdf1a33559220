package io.tributary.api.commands;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of the gateway's two Kafka clients. */
final class GatewayClients {
  private GatewayClients() {}

  /**
   * Stored on all replicas, never twice by a retry. Delivery is given up before the caller is, so that a broker that
   * does not answer becomes an error rather than a silent 202.
   */
  static Map<String, Object> commands(Context context, String instanceId, Duration callerWaits) {
    int delivery = (int) Math.max(1000, callerWaits.toMillis() - 500);
    return Map.of(
        ProducerConfig.CLIENT_ID_CONFIG, context.commands() + "-" + instanceId,
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
        ProducerConfig.ACKS_CONFIG, "all",
        ProducerConfig.LINGER_MS_CONFIG, 1,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(2000, delivery),
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, delivery / 2),
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
  }

  /** No member of a group: which partition it reads needs nobody's consent. */
  static Map<String, Object> replies(Context context, String instanceId) {
    return Map.of(
        ConsumerConfig.CLIENT_ID_CONFIG, context.replies() + "-" + instanceId,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
        // A topic that isn't there yet is looked for again and again.
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
  }
}
