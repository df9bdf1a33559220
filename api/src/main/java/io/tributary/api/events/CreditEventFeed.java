package io.tributary.api.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.TenantKey;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.SmartLifecycle;

/**
 * Opens subscriptions to the committed credit events. Each reads the tenant's partition by itself, from where its reader
 * left off, and passes over its neighbours' records by their key, so their number is bounded.
 */
final class CreditEventFeed implements SmartLifecycle {
  /** Subscriptions of one instance at a time. */
  static final int SUBSCRIPTIONS = 32;

  private final KafkaAccess kafka;
  private final Payloads payloads;
  private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  CreditEventFeed(KafkaAccess kafka, Payloads payloads) {
    this.kafka = kafka;
    this.payloads = payloads;
    Gauge.builder("tributary.sse.readers", open, Set::size)
        .description("Readers that hold a stream of server-sent events open")
        .tags("stream", "events")
        .register(Metrics.globalRegistry);
  }

  /**
   * @param beginning the first event that is kept, else what comes from now on
   * @throws ProblemException {@code TOO_MANY_REQUESTS} when this instance has as many as it may, {@code NOT_READY} when Kafka
   *     can't be reached
   */
  Subscription subscribe(UUID tenant, boolean beginning) {
    return start(tenant, beginning ? Consumer::seekToBeginning : Consumer::seekToEnd);
  }

  /**
   * @param offset of the first event; where it is no longer kept, the first one that is
   * @throws ProblemException as above
   */
  Subscription subscribe(UUID tenant, long offset) {
    return start(tenant, (consumer, partitions) -> partitions.forEach(partition -> consumer.seek(partition, offset)));
  }

  private Subscription start(UUID tenant, Start where) {
    if (!running || open.size() >= SUBSCRIPTIONS) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_REQUESTS, "this instance already serves " + SUBSCRIPTIONS + " readers of events");
    }
    Subscription subscription = new Subscription(tenant, at(tenant, where), payloads, open::remove);
    open.add(subscription);
    subscription.start();
    return subscription;
  }

  private Consumer<byte[], byte[]> at(UUID tenant, Start where) {
    Consumer<byte[], byte[]> consumer = consumer();
    try {
      String topic = Context.CREDITS.events();
      int partitions = consumer.partitionsFor(topic).size();
      if (partitions == 0) {
        throw new UnknownTopicOrPartitionException(topic + " is not there yet");
      }
      Set<TopicPartition> own = Set.of(new TopicPartition(topic, TenantKey.partition(tenant, partitions)));
      consumer.assign(own);
      where.seek(consumer, own);
      own.forEach(consumer::position);
      return consumer;
    } catch (KafkaException e) {
      consumer.close();
      throw new ProblemException(ErrorCode.NOT_READY, "the events can't be reached: " + e.getMessage());
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return kafka.consumer(
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server, in the default phase: readers' requests would otherwise hold up its graceful stop. */
  @Override
  public void stop() {
    running = false;
    open.forEach(Subscription::close);
  }

  private interface Start {
    void seek(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions);
  }
}
