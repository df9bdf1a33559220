package io.tributary.api.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** How the commands of one gateway fare, in the process's registry. */
final class CommandMeters implements AutoCloseable {
  /** How the wait for a decision ended. */
  enum End {
    /** Approved or refused. */
    DECIDED,
    /** The caller got 202: the decision comes later. */
    LATE,
    /** It could not be handed to Kafka, or that is not known. */
    FAILED
  }

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
    Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5)
  };

  private final Map<End, Timer> waits = new EnumMap<>(End.class);
  private final Counter refused;
  private final KafkaClientMetrics producer;

  CommandMeters(Context context, Producer<byte[], byte[]> sender) {
    for (End end : End.values()) {
      waits.put(end, Timer.builder("tributary.commands")
          .description("From sending a command to its committed decision, or to the end of the caller's patience")
          .tags("context", context.id(), "outcome", end.name().toLowerCase(Locale.ROOT))
          .serviceLevelObjectives(BOUNDS)
          .register(Metrics.globalRegistry));
    }
    refused = Counter.builder("tributary.commands.refused")
        .description("Commands sent away because too many waited already")
        .tags("context", context.id())
        .register(Metrics.globalRegistry);
    producer = new KafkaClientMetrics(sender);
    producer.bindTo(Metrics.globalRegistry);
  }

  void refused() {
    refused.increment();
  }

  void ended(End end, Duration waited) {
    waits.get(end).record(waited);
  }

  @Override
  public void close() {
    producer.close();
  }
}
