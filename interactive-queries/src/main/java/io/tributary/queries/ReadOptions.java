package io.tributary.queries;

import java.time.Duration;

/**
 * What a reader asks of an answer besides its content.
 *
 * @param atLeast the answer must reflect this
 * @param timeout how long to wait, in all, for a partition that moves, for {@code atLeast} and for the commit of what was
 *     read
 * @param standbyAllowed whether a standby may answer, with its lag stated; questions to the state store never go there
 */
public record ReadOptions(Position atLeast, Duration timeout, boolean standbyAllowed) {
  /** The active task answers, with what is committed; up to one second of waiting. */
  public static ReadOptions fresh() {
    return new ReadOptions(Position.none(), Duration.ofSeconds(1), false);
  }

  /** As {@link #fresh()}, and not older than this position. */
  public static ReadOptions after(Position position) {
    return new ReadOptions(position, Duration.ofSeconds(1), false);
  }
}
