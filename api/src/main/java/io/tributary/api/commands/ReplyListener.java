package io.tributary.api.commands;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads committed replies on a thread of its own and hands each to the caller that waits for it. */
final class ReplyListener<A> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReplyListener.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Context context;
  private final Map<String, Object> config;
  private final Payloads payloads;
  private final ReplyReader<A> reader;
  private final PendingReplies<A> pending;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable Reading reading;

  private record Reading(Consumer<byte[], byte[]> consumer, ReplyLease lease) {}

  private ReplyListener(
      Context context,
      Map<String, Object> config,
      Payloads payloads,
      ReplyReader<A> reader,
      PendingReplies<A> pending) {
    this.context = context;
    this.reader = reader;
    this.config = config;
    this.payloads = payloads;
    this.pending = pending;
    this.thread = Thread.ofPlatform().name(context.id() + "-replies").daemon(true).unstarted(this::run);
  }

  static <A> ReplyListener<A> start(
      Context context,
      Map<String, Object> config,
      Payloads payloads,
      ReplyReader<A> reader,
      PendingReplies<A> pending) {
    ReplyListener<A> listener = new ReplyListener<>(context, config, payloads, reader, pending);
    listener.thread.start();
    return listener;
  }

  /** The leased partition, or -1 while there is none. */
  int partition() {
    Reading now = reading;
    return now == null ? -1 : now.lease().current();
  }

  /** A consumer that failed for good is replaced: the API must outlive it. */
  private void run() {
    while (!stopping) {
      Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(config);
      try {
        ReplyLease lease = new ReplyLease(context.replies(), consumer, pending);
        reading = new Reading(consumer, lease);
        consumer.subscribe(List.of(context.replies()), lease);
        while (!stopping) {
          consumer.poll(POLL).forEach(this::answer);
        }
      } catch (WakeupException | InterruptException stop) {
        log.debug("replies are no longer read", stop);
      } catch (KafkaException e) {
        log.warn("reading replies failed, trying again", e);
        pause();
      } finally {
        reading = null;
        consumer.close(CloseOptions.timeout(CLOSE));
      }
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> message) {
    try {
      reader.read(payloads.decode(message.value())).ifPresent(pending::answer);
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
    Reading now = reading;
    if (now != null) {
      now.consumer().wakeup();
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
