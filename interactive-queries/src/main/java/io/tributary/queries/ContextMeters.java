package io.tributary.queries;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The figures of one context in this process: those of Kafka Streams and its clients under the names that Micrometer gives
 * them, and what a restore has still to do. They go to the process's registry (ADR 23).
 */
final class ContextMeters implements AutoCloseable {
  /** Figures of tasks that come with a rebalance are shown after this. */
  private static final Duration REFRESH = Duration.ofSeconds(10);

  private final ScheduledExecutorService refresher;
  private final KafkaStreamsMetrics streams;
  private final List<Meter> own;

  ContextMeters(Context context, KafkaStreams observed, ContextState state, RestoreProgress restores) {
    refresher = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(context.id() + "-meters").factory());
    streams = new KafkaStreamsMetrics(observed, Tags.empty(), refresher, REFRESH);
    streams.bindTo(Metrics.globalRegistry);
    Tags tags = Tags.of("context", context.id());
    own = List.of(
        Gauge.builder("tributary.restore.remaining", restores, now -> Math.max(0, now.toRestore() - now.restored()))
            .description("Records that a restore has still to put back into this process's stores")
            .tags(tags)
            .register(Metrics.globalRegistry),
        Gauge.builder("tributary.context.ready", state, now -> now.health().ready() ? 1 : 0)
            .description("1 while the context answers queries here")
            .tags(tags)
            .register(Metrics.globalRegistry));
  }

  @Override
  public void close() {
    streams.close();
    refresher.shutdownNow();
    own.forEach(Metrics.globalRegistry::remove);
  }
}
