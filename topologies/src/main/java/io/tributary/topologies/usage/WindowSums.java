package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.RowReader.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one window, summed over its buckets: one, or the days of a month. Each bucket is read in the order of its
 * groups, a bounded number of them; what all buckets have passed is complete, the rest is dropped and read again for the
 * next page. So a month of a hundred thousand users is summed a page at a time, with no row of its own.
 */
final class WindowSums {
  /** Usage of a group; {@code values} are those of one of its rows. */
  record Group(List<String> values, UsageSums sums) {
    Group plus(Group other) {
      return new Group(values, sums.plus(other.sums));
    }
  }

  private final RowReader rows;
  private final UsageQuery query;
  private final Plan plan;
  private final @Nullable Bytes after;
  private final int limit;
  private final int budget;
  private final NavigableMap<Bytes, Group> groups = new TreeMap<>();
  private @Nullable Bytes frontier;
  private int read;

  /**
   * @param after the last group that is done already
   * @param limit most groups
   * @param budget rows to read at most, over all buckets; what a single group has is read in any case
   */
  WindowSums(RowReader rows, UsageQuery query, Plan plan, @Nullable Bytes after, int limit, int budget) {
    this.rows = rows;
    this.query = query;
    this.plan = plan;
    this.after = after;
    this.limit = limit;
    this.budget = budget;
  }

  NavigableMap<Bytes, Group> groups() {
    return groups;
  }

  int rowsRead() {
    return read;
  }

  /** Returns the last group that is done; null when all are. */
  @Nullable Bytes read(Instant start, Instant end) {
    Window kept = query.window().kept();
    int share = budget / (int) kept.between(start, end);
    for (Instant bucket = start; bucket.isBefore(end); bucket = kept.next(bucket)) {
      readBucket(bucket, share);
    }
    if (frontier != null) {
      groups.tailMap(frontier, false).clear();
    }
    while (groups.size() > limit) {
      groups.pollLastEntry();
      frontier = groups.lastKey();
    }
    return frontier;
  }

  private void readBucket(Instant bucket, int share) {
    Window kept = query.window().kept();
    Bytes all = UsageRows.bucket(plan.rollup(), kept, query.tenantId(), bucket, List.of());
    Bytes part = UsageRows.bucket(plan.rollup(), kept, query.tenantId(), bucket, plan.fixed());
    rows.scan(after == null ? part : behind(all, after), KeyCodec.endOf(part), false, found -> add(found, share));
  }

  private boolean add(Iterator<Row> found, int share) {
    Bytes current = null;
    int begun = read;
    int full = 0;
    boolean wanted = false;
    while (found.hasNext()) {
      Row row = found.next();
      List<String> values = UsageRows.values(plan.rollup(), row);
      Bytes group = plan.group(values);
      if (current != null && !group.equals(current)) {
        full += wanted ? 1 : 0;
        wanted = false;
        if (full >= limit || read - begun >= share) {
          frontier = frontier == null || current.compareTo(frontier) < 0 ? current : frontier;
          return false;
        }
      }
      current = group;
      read++;
      if (plan.matches(values)) {
        wanted = true;
        groups.merge(group, new Group(values, UsageSums.ofRow(row.value())), Group::plus);
      }
    }
    return true;
  }

  /** The key behind all rows of a group. */
  private static Bytes behind(Bytes bucket, Bytes group) {
    // A group begins with a prefix byte of its own, in whose place the bucket's beginning stands.
    byte[] key = Arrays.copyOf(bucket.get(), bucket.get().length + group.get().length - 1);
    System.arraycopy(group.get(), 1, key, bucket.get().length, group.get().length - 1);
    return KeyCodec.endOf(Bytes.wrap(key));
  }
}
