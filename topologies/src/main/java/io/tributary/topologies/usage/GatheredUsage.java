package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.Gathering;
import io.tributary.topologies.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * Usage on its way into its buckets, those of the time when it occurred; pure. Eight rows for each use: four rollups, by hour and
 * by day. Uses of the same operation by the same user in the same hour are added up first, and the rows written for all of them.
 */
final class GatheredUsage implements Gathering {
  /** Stands in keys for the platform itself; users' ids are never empty. */
  static final String NOBODY = "";

  /** Sums to hold at most; some 200 bytes each. */
  static final int HELD = 10_000;

  private static final List<Rollup> ROLLUPS = List.of(Rollup.values());
  private static final List<Window> KEPT = List.of(Window.HOUR, Window.DAY);

  private Map<Uses, UsageSums> held = new HashMap<>();

  /** What falls into the same eight rows, and is late for the same of them. */
  private record Uses(
      UUID tenantId,
      String application,
      String operationCode,
      String userId,
      Instant hour,
      boolean afterHour,
      boolean afterDay) {
    static Uses of(Usage usage) {
      Instant occurred = usage.occurredAt();
      Instant decided = usage.decidedAt();
      return new Uses(
          usage.tenantId(),
          usage.application(),
          usage.operationCode(),
          Objects.requireNonNullElse(usage.userId(), NOBODY),
          Window.HOUR.start(occurred),
          Window.HOUR.start(occurred).isBefore(Window.HOUR.start(decided)),
          Window.DAY.start(occurred).isBefore(Window.DAY.start(decided)));
    }

    String value(Dimension dimension) {
      return switch (dimension) {
        case APPLICATION -> application;
        case OPERATION -> operationCode;
        case USER -> userId;
      };
    }

    boolean after(Window kept) {
      return kept == Window.HOUR ? afterHour : afterDay;
    }
  }

  @Override
  public void open() {
    held.clear();
  }

  /** @param views take what is held when there is no room for more */
  void add(Usage usage, Rows views) {
    held.merge(Uses.of(usage), UsageSums.of(usage), UsageSums::plus);
    if (held.size() >= HELD) {
      write(views);
    }
  }

  @Override
  public void write(Rows views) {
    Map<Uses, UsageSums> all = held;
    held = new HashMap<>();
    all.forEach((uses, sums) -> write(uses, sums, views));
  }

  private static void write(Uses uses, UsageSums sums, Rows views) {
    for (Rollup rollup : ROLLUPS) {
      List<String> values = new ArrayList<>(rollup.dimensions().size());
      rollup.dimensions().forEach(dimension -> values.add(uses.value(dimension)));
      for (Window kept : KEPT) {
        Bytes key = UsageRows.bucket(rollup, kept, uses.tenantId(), kept.start(uses.hour()), values);
        UsageSums more = uses.after(kept) ? sums.late() : sums;
        byte[] row = views.get(key);
        views.put(key, (row == null ? more : UsageSums.ofRow(row).plus(more)).toRow());
      }
    }
  }
}
