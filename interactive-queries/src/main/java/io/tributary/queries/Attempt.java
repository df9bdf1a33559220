package io.tributary.queries;

/** What came of asking one process once. */
public sealed interface Attempt<R> {
  /** It answered. */
  record Answered<R>(Answer<R> answer) implements Attempt<R> {}

  /**
   * It could not answer now.
   *
   * @param reason for people; goes on after "The context credits cannot answer now: "
   */
  record Missed<R>(Miss why, String reason) implements Attempt<R> {}

  /** Why a process could not answer. */
  enum Miss {
    /** It does not serve the partition. */
    ELSEWHERE,
    /** The partition is being moved, restored or assigned, or the process can't be reached: later it may answer. */
    MOVING,
    /** The asked position was not reached in time. */
    BEHIND,
    /** Too many ask it. */
    BUSY,
    /** The context gave up in that process; until it is restarted it won't answer. */
    FAILED
  }

  static <R> Attempt<R> missed(Miss why, String reason) {
    return new Missed<>(why, reason);
  }
}
