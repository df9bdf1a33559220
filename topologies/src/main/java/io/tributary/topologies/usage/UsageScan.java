package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.usage.UsageQuery.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Goes through the windows of a question, from where the page before ended, until the page or its share of reading is full. */
final class UsageScan {
  static final int ROWS = 10_000;

  private final RowReader rows;
  private final UsageQuery query;
  private final Plan plan;
  private final List<Item> items = new ArrayList<>();
  private int read;

  UsageScan(RowReader rows, UsageQuery query) {
    this.rows = rows;
    this.query = query;
    this.plan = Plan.of(query.groupBy(), query.filter());
  }

  List<Item> items() {
    return items;
  }

  /** Where the next page goes on; null at the end. */
  @Nullable String run() {
    Place place = query.after() == null ? new Place(query.from(), null) : Place.parse(query.after());
    while (true) {
      Instant start = later(place.window(), nextUsed(place.window()));
      if (start == null || !start.isBefore(query.to())) {
        return null;
      }
      if (items.size() >= query.limit() || read >= ROWS) {
        return new Place(start, start.equals(place.window()) ? place.group() : null).text();
      }
      place = window(start, start.equals(place.window()) ? place.group() : null);
    }
  }

  /** Reads one window as far as the page has room; returns where to go on. */
  private Place window(Instant start, @Nullable Bytes after) {
    Instant end = query.window().next(start);
    WindowSums sums = new WindowSums(rows, query, plan, after, query.limit() - items.size(), ROWS);
    Bytes frontier = sums.read(start, end);
    read += sums.rowsRead();
    sums.groups().values().forEach(group -> items.add(new Item(
        start,
        end,
        plan.shown(Dimension.APPLICATION, group.values()),
        plan.shown(Dimension.OPERATION, group.values()),
        plan.shown(Dimension.USER, group.values()),
        group.sums())));
    return frontier == null ? new Place(end, null) : new Place(start, frontier);
  }

  /** The window of the first row at or after a moment; null when there is none. A gap in time costs one seek. */
  private @Nullable Instant nextUsed(Instant moment) {
    Window kept = query.window().kept();
    Bytes from = UsageRows.bucket(plan.rollup(), kept, query.tenantId(), moment, List.of());
    Bytes to = UsageRows.bucket(plan.rollup(), kept, query.tenantId(), query.to(), List.of());
    return rows.<@Nullable Instant>scan(
        from, to, false, found -> found.hasNext() ? query.window().start(UsageRows.start(found.next())) : null);
  }

  private static @Nullable Instant later(Instant window, @Nullable Instant used) {
    return used == null ? null : used.isBefore(window) ? window : used;
  }
}
