package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Counts what a task sends, as metrics of group {@code tributary-context}, tagged with context and task: {@code
 * events-total} by type of event, which tells what was granted from what was refused, and {@code dead-letters-total}. What
 * a transaction that aborts had sent is counted too, and again when it is repeated.
 */
final class Tally {
  private static final String GROUP = "tributary-context";

  /** A sum is the same under any. */
  private static final MetricConfig CONFIG = new MetricConfig();

  /** Not {@code type}: in a JMX name that is the group. */
  private static final String EVENT_TYPE = "event-type";

  private final Context context;
  private final String task;
  private final StreamsMetrics metrics;
  private final Count deadLetters;
  private final Map<String, Count> events = new HashMap<>();

  Tally(Context context, String task, StreamsMetrics metrics) {
    this.context = context;
    this.task = task;
    this.metrics = metrics;
    // It is there, at 0, before the first: what begins at 1 is no increase.
    deadLetters = counter("dead-letters-total", "Records that could not be handled, since start", Map.of());
  }

  /** Each event comes by here: nothing is made for one whose type was seen before. */
  void sent(Emission emission) {
    switch (emission.outlet()) {
      case EVENTS -> {
        Count known = events.get(emission.type());
        (known == null ? first(emission.type()) : known).increment();
      }
      case DEAD_LETTERS -> deadLetters.increment();
      case REPLIES, COMMANDS -> {}
    }
  }

  void close() {
    metrics.removeSensor(deadLetters.sensor());
    events.values().forEach(count -> metrics.removeSensor(count.sensor()));
  }

  private Count first(String type) {
    Count count = counter("events-total", "Events sent since start", Map.of(EVENT_TYPE, type));
    events.put(type, count);
    return count;
  }

  private Count counter(String name, String description, Map<String, String> more) {
    Map<String, String> tags = new HashMap<>(more);
    tags.put("context", context.id());
    tags.put("task", task);
    Sensor sensor = metrics.addSensor(
        "%s-%s-%s-%s".formatted(name, context.id(), task, more.values()), Sensor.RecordingLevel.INFO);
    CumulativeSum sum = new CumulativeSum();
    sensor.add(new MetricName(name, GROUP, description, tags), sum);
    return new Count(sensor, sum);
  }

  /**
   * Counted beside its sensor rather than by it, which takes two locks and asks the clock for each. Written by the task's thread alone; who
   * asks may see it a moment late.
   *
   * @param sum of exactly this class: by it Micrometer tells a counter from a gauge
   */
  private record Count(Sensor sensor, CumulativeSum sum) {
    void increment() {
      sum.record(CONFIG, 1, 0);
    }
  }
}
