package io.tributary.topologies.kernel;

import java.time.Instant;

/** Upkeep of a task's own state between records, a bounded amount at a time. */
public interface Chore {
  /** Called before the first record, again whenever the task starts over: forgets, then rebuilds from the store. */
  void open(RowReader state);

  /**
   * Does a bounded amount of work.
   *
   * @param time of the latest decision
   */
  void tick(RowReader state, Instant time, Work work);

  /**
   * Whether there is something to do as soon as decisions reach {@code moment}; asked of an idle partition, where nothing
   * makes time go on.
   */
  default boolean due(RowReader state, Instant moment) {
    return false;
  }

  /** True when the last tick left something that should not wait for the usual next one. */
  default boolean hasMore() {
    return false;
  }
}
