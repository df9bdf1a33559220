package io.tributary.api.events;

import io.tributary.common.EventMeta;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.S0Json;
import io.tributary.schemas.TenantKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's way through a tenant's partition. A thread of its own polls, since a poll would pin a virtual one; a reader
 * that does not take is not read for.
 */
final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int AHEAD = 512;

  private final byte[] key;
  private final Consumer<byte[], byte[]> consumer;
  private final Payloads payloads;
  private final java.util.function.Consumer<Subscription> closed;
  private final BlockingQueue<CreditEvent> events = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private volatile boolean open = true;

  /** @param consumer assigned and positioned; closed with the subscription */
  Subscription(
      UUID tenant,
      Consumer<byte[], byte[]> consumer,
      Payloads payloads,
      java.util.function.Consumer<Subscription> closed) {
    this.key = TenantKey.bytes(tenant);
    this.consumer = consumer;
    this.payloads = payloads;
    this.closed = closed;
    this.thread = Thread.ofPlatform().name("credit-events").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether more can come. */
  boolean isOpen() {
    return open || hasMore();
  }

  boolean hasMore() {
    return !events.isEmpty();
  }

  /** The next event; null where none comes within {@code patience}. */
  @Nullable CreditEvent next(Duration patience) throws InterruptedException {
    return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try (consumer) {
      while (open) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (Arrays.equals(key, record.key())) {
            events.put(show(record));
          }
        }
      }
    } catch (WakeupException | InterruptedException | InterruptException e) {
      LOG.debug("A subscription was closed");
    } catch (RuntimeException e) {
      // Its reader is cut off and comes again behind the last event that it saw, never past this one.
      LOG.error("A subscription to credit events failed", e);
    } finally {
      open = false;
    }
  }

  private CreditEvent show(ConsumerRecord<byte[], byte[]> record) {
    SpecificRecord event = payloads.decode(record.value());
    return new CreditEvent(record.offset(), ((EventMeta) event.get(0)).getType(), S0Json.render(event));
  }

  /** Repeatable. */
  @Override
  public void close() {
    open = false;
    consumer.wakeup();
    thread.interrupt();
    closed.accept(this);
  }
}
