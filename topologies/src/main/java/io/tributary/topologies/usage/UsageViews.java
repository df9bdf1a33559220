package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.Projection;
import io.tributary.topologies.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;

/**
 * Adds usage to its buckets, those of the time when it occurred; pure. Eight rows for each use: four rollups, by hour and
 * by day.
 */
final class UsageViews implements Projection<Usage> {
  /** Stands in keys for the platform itself; users' ids are never empty. */
  static final String NOBODY = "";

  private static final List<Rollup> ROLLUPS = List.of(Rollup.values());
  private static final List<Window> KEPT = List.of(Window.HOUR, Window.DAY);

  @Override
  public void apply(Usage usage, Rows views) {
    for (Rollup rollup : ROLLUPS) {
      List<String> values = new ArrayList<>(rollup.dimensions().size());
      rollup.dimensions().forEach(dimension -> values.add(value(usage, dimension)));
      for (Window kept : KEPT) {
        Instant bucket = kept.start(usage.occurredAt());
        UsageSums sums = UsageSums.of(usage, bucket.isBefore(kept.start(usage.decidedAt())));
        add(views, UsageRows.bucket(rollup, kept, usage.tenantId(), bucket, values), sums);
      }
    }
  }

  private static void add(Rows views, Bytes key, UsageSums sums) {
    byte[] row = views.get(key);
    views.put(key, (row == null ? sums : UsageSums.ofRow(row).plus(sums)).toRow());
  }

  private static String value(Usage usage, Dimension dimension) {
    return switch (dimension) {
      case APPLICATION -> usage.application();
      case OPERATION -> usage.operationCode();
      case USER -> Objects.requireNonNullElse(usage.userId(), NOBODY);
    };
  }
}
