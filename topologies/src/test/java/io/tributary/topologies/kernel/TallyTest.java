package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tributary.schemas.Context;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final StreamsMetrics metrics = new MockProcessorContext<>().metrics();
  private final Tally tally = new Tally(Context.CREDITS, "0_1", metrics);

  @Test
  void eventsAreCountedByTheirType() {
    tally.sent(event("credit.consumed"));
    tally.sent(event("credit.consumed"));
    tally.sent(event("credit.refused"));
    assertThat(counted("events-total", "event-type", "credit.consumed")).isEqualTo(2);
    assertThat(counted("events-total", "event-type", "credit.refused")).isEqualTo(1);
    assertThat(counted("dead-letters-total", "context", "credits")).isZero();
    tally.close();
    assertThat(metrics.metrics().keySet()).noneMatch(name -> name.group().equals("tributary-context"));
  }

  /** A name's group is its {@code type} in JMX. */
  @Test
  void noTagIsNamedAsAPartOfJmxNames() {
    tally.sent(event("credit.consumed"));
    assertThat(metrics.metrics().keySet().stream().filter(name -> name.group().equals("tributary-context")))
        .hasSize(2)
        .noneMatch(name -> name.tags().containsKey("type"));
  }

  /** Micrometer makes a counter of a metric of this class alone; else it would be a gauge, of another name. */
  @Test
  void countersAreCountersForWhoExportsThem() {
    tally.sent(event("credit.consumed"));
    assertThat(metrics.metrics().values().stream().filter(metric -> metric.metricName().group().equals("tributary-context")))
        .hasSize(2)
        .allSatisfy(metric -> assertThat(((KafkaMetric) metric).measurable()).isExactlyInstanceOf(CumulativeSum.class));
  }

  @Test
  void countingAnEventMakesNothing() {
    Emission event = event("credit.consumed");
    tally.sent(event);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Asking makes something the first time.
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      tally.sent(event);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("bytes, for 100,000 events").isLessThan(100_000);
    assertThat(counted("events-total", "event-type", "credit.consumed")).isEqualTo(100_001);
  }

  private double counted(String name, String tag, String value) {
    return metrics.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(name) && value.equals(metric.getKey().tags().get(tag)))
        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
        .sum();
  }

  private static Emission event(String type) {
    return Emission.event(type, new byte[1], new byte[1], Instant.EPOCH, new RecordHeaders());
  }
}
