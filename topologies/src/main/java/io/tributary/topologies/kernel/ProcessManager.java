package io.tributary.topologies.kernel;

import java.util.List;

/**
 * What follows by itself from what happened; pure. A saga is one: its memory is what it finds in the state, its timers are
 * what the state says to be due, its compensations are commands as any.
 *
 * @param <S> what decisions depend on
 * @param <E> the context's events
 * @param <C> the context's commands
 */
@FunctionalInterface
public interface ProcessManager<S, E, C> {
  /**
   * The commands that an event leads to, in the state right after it. One that waits to be decided already is not decided
   * twice.
   */
  List<C> react(S state, E event);
}
