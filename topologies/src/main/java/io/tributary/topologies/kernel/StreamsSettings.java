package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * The configuration that every context runs with. What a record is to blame for never reaches Streams' exception
 * handlers (the processor dead-letters it), so all of them fail the task: its transaction aborts and nothing is lost.
 * Whoever runs the app should answer an uncaught exception with {@code REPLACE_THREAD}, and with {@code SHUTDOWN_CLIENT}
 * when that keeps recurring; never with {@code SHUTDOWN_APPLICATION}, so that a fault in one context leaves the others
 * running (design rule 5).
 *
 * @param stateDir where the contexts' stores lie; Streams makes a folder for each {@code application.id}
 * @param instanceId stable over restarts and unique among the running instances: the static member's id
 * @param applicationServer {@code host:port} at which this instance answers queries
 * @param standbyReplicas 1 in production, 0 where there is one instance
 * @param replicationFactor of the changelogs
 */
public record StreamsSettings(
    Context context,
    KafkaAccess kafka,
    Path stateDir,
    String instanceId,
    String applicationServer,
    int standbyReplicas,
    int replicationFactor) {
  /** Largest batch that the app writes, to its changelogs and dead letters. */
  static final int MAX_BATCH_BYTES = 2_097_152;

  /** While one waits for its commit the other decides. One tenant, and so one wallet, is always one thread's. */
  private static final int DECIDING_THREADS = 2;

  private static final int COMMIT_MS = 50;

  /** Of a context that only follows: nobody's call waits for its commit, and each costs the brokers as much as the ledger's. */
  private static final int FOLLOWING_COMMIT_MS = 100;

  private static final int POLL_MS = 40;
  private static final int BATCH_BYTES = 128 << 10;

  /** Longer than any transaction: its records wait for a full batch, or for its end, which sends all that is left at once. */
  private static final int LINGER_MS = 1_000;

  private static final int SESSION_MS = 2_500;
  private static final int HEARTBEAT_MS = 250;
  private static final int TRANSACTION_MS = 2_000;
  private static final int ALONE_MS = 10_000;
  static final int CHANGELOG_SEGMENT_BYTES = 64 << 20;

  public Properties toProperties() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, context.applicationId());
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, context.applicationId() + "-" + instanceId);
    settings.putAll(kafka.with(Map.of()));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, applicationServer);
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    settings.put(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, WarmTaskAssignor.class.getName());
    settings.put(StreamsConfig.clientTagPrefix(WarmTaskAssignor.SINCE), Long.toString(System.currentTimeMillis()));
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, context.decides() ? DECIDING_THREADS : 1);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    transactions(settings);
    membership(settings);
    faults(settings);
    storage(settings);
    return settings;
  }

  /**
   * A thread commits when its {@link Backlog} runs empty. The interval bounds a transaction under a load that never lets
   * it, and what ticks write; {@code poll.ms} must be below it to let that happen.
   *
   * <p>One request in flight: a transaction's first batch waits at the broker while its partition joins the transaction,
   * and a batch that overtakes it is refused as out of order and sent again after 100 ms. It costs no throughput, for
   * nearly all of a transaction goes in one request, at its end: sent as it comes, it was a request for every few records, and
   * each costs both sides more than the records do.
   */
  private void transactions(Properties settings) {
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, context.follows() ? FOLLOWING_COMMIT_MS : COMMIT_MS);
    settings.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), silence(TRANSACTION_MS));
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_BATCH_BYTES);
  }

  /** Static members of the classic protocol come back to their tasks within seconds, also after kill -9. */
  private void membership(Properties settings) {
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
    settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), silence(SESSION_MS));
    settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
    settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
  }

  /**
   * For how long an instance may be silent before its tasks and its open transaction are taken from it. Where no standby waits for
   * them nobody is served sooner by that, and an instance on a busy machine would lose them for nothing.
   */
  private int silence(int ms) {
    return standbyReplicas == 0 ? ALONE_MS : ms;
  }

  private static void faults(Properties settings) {
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class.getName());
    settings.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class.getName());
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    settings.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DefaultProductionExceptionHandler.class.getName());
  }

  private void storage(Properties settings) {
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
    // Its stores hold back their rows themselves.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbBounds.class.getName());
    settings.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), CHANGELOG_SEGMENT_BYTES);
    settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), MAX_BATCH_BYTES);
  }
}
