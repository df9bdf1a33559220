package io.tributary.api.commands;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads committed replies on a thread of its own and hands each to the caller that waits for it. */
final class ReplyListener<A> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReplyListener.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final int NONE = -1;

  private final Context context;
  private final String instanceId;
  private final KafkaAccess kafka;
  private final PendingReplies<A> pending;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable Consumer<byte[], byte[]> open;
  private volatile int partition = NONE;
  // A consumer that follows a failed one goes on where that one stopped. Only the thread itself looks at it.
  private long next = NONE;

  private ReplyListener(
      Context context,
      String instanceId,
      KafkaAccess kafka,
      PendingReplies<A> pending) {
    this.context = context;
    this.instanceId = instanceId;
    this.kafka = kafka;
    this.pending = pending;
    this.thread = Thread.ofPlatform().name(context.id() + "-replies").daemon(true).unstarted(this::run);
  }

  static <A> ReplyListener<A> start(
      Context context,
      String instanceId,
      KafkaAccess kafka,
      PendingReplies<A> pending) {
    ReplyListener<A> listener = new ReplyListener<>(context, instanceId, kafka, pending);
    listener.thread.start();
    return listener;
  }

  /** The partition to name in commands, or -1 while none is read. */
  int partition() {
    return partition;
  }

  /** A consumer that failed for good is replaced: the API must outlive it. */
  private void run() {
    while (!stopping) {
      Consumer<byte[], byte[]> consumer = kafka.consumer(
          GatewayClients.replies(context, instanceId), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      open = consumer;
      try (KafkaClientMetrics meters = new KafkaClientMetrics(consumer)) {
        meters.bindTo(Metrics.globalRegistry);
        if (begin(consumer)) {
          while (!stopping) {
            consumer.poll(POLL).forEach(this::answer);
          }
        } else {
          pause();
        }
      } catch (WakeupException | InterruptException stop) {
        log.debug("replies are no longer read", stop);
      } catch (TimeoutException e) {
        log.info("{} cannot be read yet: {}", context.replies(), e.getMessage());
        pause();
      } catch (RuntimeException e) {
        // Whatever it was: with this thread every caller's answer would be gone.
        log.warn("reading replies failed, trying again", e);
        pause();
      } finally {
        open = null;
        consumer.close(CloseOptions.timeout(CLOSE));
      }
    }
  }

  /**
   * Is positioned before it shows its partition to senders: then no reply to them can be missed.
   *
   * @return false while the topic is not there
   */
  private boolean begin(Consumer<byte[], byte[]> consumer) {
    int partitions = consumer.partitionsFor(context.replies()).size();
    if (partitions == 0) {
      log.debug("{} is not there yet", context.replies());
      return false;
    }
    TopicPartition own = new TopicPartition(context.replies(), ReplyPartition.of(instanceId, partitions));
    consumer.assign(List.of(own));
    if (next == NONE) {
      consumer.seekToEnd(List.of(own));
    } else {
      consumer.seek(own, next);
    }
    next = consumer.position(own);
    if (partition == NONE) {
      log.info("replies are read from {}", own);
      partition = own.partition();
    }
    return true;
  }

  private void answer(ConsumerRecord<byte[], byte[]> message) {
    next = message.offset() + 1;
    try {
      pending.answer(message.value());
    } catch (SerializationException e) {
      // One unreadable reply costs its own caller a timeout, not everybody theirs.
      log.error("unreadable reply at {}-{}@{}", message.topic(), message.partition(), message.offset(), e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(BACKOFF);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopping = true;
    Consumer<byte[], byte[]> now = open;
    if (now != null) {
      now.wakeup();
    }
    try {
      if (!thread.join(CLOSE.multipliedBy(2))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
