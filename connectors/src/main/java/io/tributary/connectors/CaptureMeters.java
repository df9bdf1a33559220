package io.tributary.connectors;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A capture's figures: its own, and those that Debezium keeps as MBeans, under the names that Debezium's configuration of
 * the JMX exporter gives them, so that dashboards made for Debezium know them.
 */
public record CaptureMeters(OutboxCapture capture) implements MeterBinder {
  /** Attributes of Debezium's streaming metrics: its queue, NaN while nothing streams. It is not told of rows ({@link QuietDispatch}). */
  private static final List<String> DEBEZIUM = List.of(
      "QueueTotalCapacity", "QueueRemainingCapacity", "CurrentQueueSizeInBytes", "MaxQueueSizeInBytes");

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("tributary.capture.rows", capture, now -> now.metrics().read().captured())
        .description("Outbox rows that Kafka has acknowledged, repeats included")
        .register(registry);
    TimeGauge.builder("tributary.capture.lag", capture, TimeUnit.NANOSECONDS, now -> now.metrics().read().lag().toNanos())
        .description("From commit in PostgreSQL to Kafka's acknowledgement, of the rows under way or of the last ones")
        .register(registry);
    Gauge.builder("tributary.capture.streaming", capture, now -> now.state() instanceof CaptureState.Streaming ? 1 : 0)
        .description("1 while rows stream from PostgreSQL")
        .register(registry);
    String prefix = ConnectorProperties.asWritten().get("topic.prefix");
    for (String attribute : DEBEZIUM) {
      Gauge.builder("debezium.metrics." + attribute, capture, running -> debezium(prefix, attribute))
          .description("Debezium's " + attribute)
          .tags("context", "streaming", "name", String.valueOf(prefix), "plugin", "postgres")
          .register(registry);
    }
  }

  private static double debezium(String prefix, String attribute) {
    try {
      ObjectName name =
          new ObjectName("debezium.postgres:type=connector-metrics,context=streaming,server=" + prefix);
      Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
      return value instanceof Number number ? number.doubleValue() : Double.NaN;
    } catch (JMException notThere) {
      return Double.NaN;
    }
  }
}
