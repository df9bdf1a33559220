package io.tributary.topologies.kernel;

import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Context;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Counts what a task sends, as metrics of group {@code tributary-context}, tagged with context and task: {@code
 * events-total} by type of event, which tells what was granted from what was refused, and {@code dead-letters-total}. What
 * a transaction that aborts had sent is counted too, and again when it is repeated.
 */
final class Tally {
  private static final String GROUP = "tributary-context";

  private final Context context;
  private final String task;
  private final StreamsMetrics metrics;
  private final Sensor deadLetters;
  private final Map<String, Sensor> events = new HashMap<>();

  Tally(Context context, String task, StreamsMetrics metrics) {
    this.context = context;
    this.task = task;
    this.metrics = metrics;
    // It is there, at 0, before the first: what begins at 1 is no increase.
    deadLetters = counter("dead-letters-total", "Records that could not be handled, since start", Map.of());
  }

  void sent(Emission emission) {
    switch (emission.outlet()) {
      case EVENTS -> events.computeIfAbsent(type(emission), this::ofType).record();
      case DEAD_LETTERS -> deadLetters.record();
      case REPLIES, COMMANDS -> {}
    }
  }

  void close() {
    metrics.removeSensor(deadLetters);
    events.values().forEach(metrics::removeSensor);
  }

  private Sensor ofType(String type) {
    return counter("events-total", "Events sent since start", Map.of("type", type));
  }

  private Sensor counter(String name, String description, Map<String, String> more) {
    Map<String, String> tags = new HashMap<>(more);
    tags.put("context", context.id());
    tags.put("task", task);
    Sensor sensor = metrics.addSensor(
        "%s-%s-%s-%s".formatted(name, context.id(), task, more.values()), Sensor.RecordingLevel.INFO);
    sensor.add(new MetricName(name, GROUP, description, tags), new CumulativeCount());
    return sensor;
  }

  /** One of the catalogue's types, so their number is bounded. */
  private static String type(Emission event) {
    Header header = event.headers().lastHeader(CloudEventHeaders.TYPE);
    return header == null ? "unknown" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
