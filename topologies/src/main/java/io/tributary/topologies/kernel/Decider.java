package io.tributary.topologies.kernel;

import java.time.Instant;

/**
 * The pure heart of a context (design rule 2): it knows no Kafka, no clock and no random source, so the same state,
 * command and time always lead to the same outcome.
 *
 * @param <S> what a decision depends on
 * @param <C> the context's commands
 * @param <E> the context's events
 * @param <R> why it refuses
 */
public interface Decider<S, C, E, R> {
  /**
   * @param time when the broker took the command, never earlier than the time of a decision before it
   * @throws IllegalArgumentException when the command breaks a rule that its sender had to keep; it is dead-lettered
   */
  Outcome<E, R> decide(S state, C command, Instant time);

  /** The state after {@code event}. */
  S evolve(S state, E event);
}
