package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes gaps in a tenant's captured rows heard: one ERROR for each, and the metrics {@code gaps-open} (now) and
 * {@code gaps-total} (since start) of group {@code tributary-outbox}, tagged with context and task.
 */
final class GapAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(GapAlarm.class);
  private static final String GROUP = "tributary-outbox";

  private final Context context;
  private final StreamsMetrics metrics;
  private final Sensor open;
  private final Sensor total;
  private final Map<UUID, Long> missing = new HashMap<>();

  GapAlarm(Context context, String task, StreamsMetrics metrics) {
    this.context = context;
    this.metrics = metrics;
    Map<String, String> tags = Map.of("context", context.id(), "task", task);
    open = metrics.addSensor("gaps-open-" + context.id() + task, Sensor.RecordingLevel.INFO);
    open.add(new MetricName("gaps-open", GROUP, "Tenants held up by missing rows", tags), new Value());
    total = metrics.addSensor("gaps-total-" + context.id() + task, Sensor.RecordingLevel.INFO);
    total.add(new MetricName("gaps-total", GROUP, "Gaps found since start", tags), new CumulativeCount());
  }

  void raise(UUID tenantId, long missingSeq, long cameSeq) {
    Long known = missing.put(tenantId, missingSeq);
    if (known == null || known != missingSeq) {
      LOG.error(
          "{}: tenant {} lacks captured row tenant_seq {}, but {} came; its rows are parked until the missing ones come",
          context.id(), tenantId, missingSeq, cameSeq);
      total.record();
      open.record(missing.size());
    }
  }

  void clear(UUID tenantId) {
    if (missing.remove(tenantId) != null) {
      LOG.info("{}: tenant {} has its missing rows", context.id(), tenantId);
      open.record(missing.size());
    }
  }

  void close() {
    metrics.removeSensor(open);
    metrics.removeSensor(total);
  }
}
