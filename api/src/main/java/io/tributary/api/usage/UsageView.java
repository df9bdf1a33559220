package io.tributary.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.topologies.usage.UsageQuery;
import io.tributary.topologies.usage.UsageSums;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a tenant's usage.
 *
 * @param from beginning of the first window that was asked for; {@code to} is the end of the last
 * @param asOf when the last event was decided that this reflects; null before the first
 */
record UsageView(
    String tenantId,
    String window,
    Instant from,
    Instant to,
    List<String> groupBy,
    List<Item> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant asOf,
    String position,
    String servedBy,
    long lag) {

  /**
   * A group's usage in one window.
   *
   * @param userId absent when it is not grouped by user, or the platform itself was
   * @param reversed credits that were given back in this window; {@code credits} is less by them
   * @param lateCount of {@code count}: what became known when the window's bucket was over; {@code lateCredits} likewise
   */
  record Item(
      Instant from,
      Instant to,
      @Nullable String application,
      @Nullable String operationCode,
      @Nullable String userId,
      long count,
      long credits,
      long reversed,
      long refused,
      long lateCount,
      long lateCredits,
      Instant firstAt,
      Instant lastAt) {
    static Item of(UsageQuery.Item item) {
      UsageSums sums = item.sums();
      return new Item(
          item.from(),
          item.to(),
          item.application(),
          item.operationCode(),
          item.userId() == null || item.userId().isEmpty() ? null : item.userId(),
          sums.count(),
          sums.credits(),
          sums.reversed(),
          sums.refused(),
          sums.lateCount(),
          sums.lateCredits(),
          sums.firstAt(),
          sums.lastAt());
    }
  }
}
