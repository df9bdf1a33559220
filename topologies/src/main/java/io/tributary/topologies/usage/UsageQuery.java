package io.tributary.topologies.usage;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import io.tributary.topologies.kernel.Watermarks;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's usage in windows of time, by window and then by group; windows and groups without usage are left out. However
 * much there is, one run reads some ten thousand rows at most: then the page ends early, and has a {@code next}.
 *
 * @param from beginning of the first window
 * @param to beginning of the window after the last; not many more than 1,500 windows after {@code from}
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record UsageQuery(
    UUID tenantId,
    Instant from,
    Instant to,
    Window window,
    Set<Dimension> groupBy,
    Filter filter,
    @Nullable String after,
    int limit)
    implements ViewQuery<UsageQuery.Result> {
  /** What usage must be of, where it says something. */
  public record Filter(@Nullable String application, @Nullable String operationCode, @Nullable String userId) {
    public static final Filter NONE = new Filter(null, null, null);

    @Nullable String of(Dimension dimension) {
      return switch (dimension) {
        case APPLICATION -> application;
        case OPERATION -> operationCode;
        case USER -> userId;
      };
    }
  }

  /**
   * A group's usage in a window; the dimensions that it is not grouped by are null.
   *
   * @param userId empty for the platform itself
   */
  public record Item(
      Instant from,
      Instant to,
      @Nullable String application,
      @Nullable String operationCode,
      @Nullable String userId,
      UsageSums sums) {}

  /**
   * A part of the answer.
   *
   * @param asOf when the last event was decided that this reflects, of any tenant of the partition
   * @param next opaque place to continue after, or null at the end
   */
  public record Result(List<Item> items, Instant asOf, @Nullable String next) {
    public Result {
      items = List.copyOf(items);
    }
  }

  public UsageQuery {
    groupBy = Set.copyOf(groupBy);
  }

  @Override
  public Context context() {
    return Context.USAGE;
  }

  @Override
  public Result run(RowReader rows) {
    Instant asOf = Watermarks.time(rows);
    UsageScan scan = new UsageScan(rows, this);
    String next = scan.run();
    return new Result(scan.items(), asOf, next);
  }
}
