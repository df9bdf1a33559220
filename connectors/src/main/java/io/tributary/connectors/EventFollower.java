package io.tributary.connectors;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.Payloads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands committed events of one type to somebody who books them elsewhere, in their order and at least once: an offset is
 * committed after what it stands behind was booked, so the booking must know an event again. An event that can't be booked is
 * tried again until it can; nothing is passed over. Where only others come, the offset follows them every {@link #NOTED_EVERY}.
 */
public final class EventFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What a restart reads again of other events, at most. */
  private static final Duration NOTED_EVERY = Duration.ofSeconds(5);

  private final String type;
  private final byte[] typeHeader;
  private final Payloads payloads;
  private final Consumer<SpecificRecord> booking;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String failure;
  private boolean passed;
  private long noted = System.nanoTime();

  private EventFollower(
      String topic, String type, Payloads payloads, Consumer<SpecificRecord> booking, KafkaConsumer<byte[], byte[]> consumer) {
    this.type = type;
    this.typeHeader = type.getBytes(StandardCharsets.UTF_8);
    this.payloads = payloads;
    this.booking = booking;
    this.consumer = consumer;
    consumer.subscribe(List.of(topic));
    this.thread = Thread.ofPlatform().daemon().name("follows " + type).start(this::run);
  }

  /**
   * Begins where the group stands; a new group at the topic's beginning.
   *
   * @param groupId always the same for one purpose: its offsets say what was booked
   * @param type of the events ({@code ce_type}); others are skipped unread
   * @param booking called on one thread; an exception means that the event was not booked
   */
  public static EventFollower start(
      KafkaAccess kafka,
      String groupId,
      String topic,
      String type,
      Payloads payloads,
      Consumer<SpecificRecord> booking) {
    KafkaConsumer<byte[], byte[]> consumer =
        kafka.consumer(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG, groupId,
                ConsumerConfig.CLIENT_ID_CONFIG, groupId,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    return new EventFollower(topic, type, payloads, booking, consumer);
  }

  /** Why it does not get on at the moment; empty while it does. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Ends after the event under way. */
  @Override
  public void close() {
    closed.countDown();
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer; KafkaClientMetrics meters = new KafkaClientMetrics(consumer)) {
      meters.bindTo(Metrics.globalRegistry);
      while (closed.getCount() > 0) {
        try {
          follow(consumer.poll(POLL));
          note();
        } catch (WakeupException e) {
          LOG.debug("{} is closed", type);
        } catch (KafkaException e) {
          stuck("Kafka", e);
        }
      }
    }
  }

  private void follow(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> event : records.records(partition)) {
        if (closed.getCount() == 0 || !booked(event)) {
          // What was polled behind it comes again, in order.
          consumer.seek(partition, event.offset());
          break;
        }
      }
    }
  }

  /** Else a restart would read all since the last booking again. A commit that fails is made up for by the next. */
  private void note() {
    if (passed && System.nanoTime() - noted >= NOTED_EVERY.toNanos()) {
      consumer.commitAsync((offsets, failed) -> {
        if (failed != null) {
          LOG.debug("Events that {} passed over were not noted", type, failed);
        }
      });
      passed = false;
      noted = System.nanoTime();
    }
  }

  private boolean booked(ConsumerRecord<byte[], byte[]> event) {
    try {
      if (ofType(event)) {
        booking.accept(payloads.decode(event.value()));
        consumer.commitSync(Map.of(
            new TopicPartition(event.topic(), event.partition()), new OffsetAndMetadata(event.offset() + 1)));
      } else {
        passed = true;
      }
      failure = null;
      return true;
    } catch (WakeupException e) {
      return false;
    } catch (RuntimeException e) {
      stuck(event.topic() + "-" + event.partition() + " at " + event.offset(), e);
      return false;
    }
  }

  private void stuck(String where, RuntimeException reason) {
    if (failure == null) {
      LOG.warn("{} is stuck ({}), tried again each second", type, where, reason);
    }
    failure = where + ": " + reason.getMessage();
    try {
      boolean unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  private boolean ofType(ConsumerRecord<byte[], byte[]> event) {
    Header header = event.headers().lastHeader(CloudEventHeaders.TYPE);
    return header != null && Arrays.equals(typeHeader, header.value());
  }
}
