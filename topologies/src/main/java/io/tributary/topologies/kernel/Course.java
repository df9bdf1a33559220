package io.tributary.topologies.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A decision with all that a {@link ProcessManager} makes follow from it, until nothing more does: one decision to the
 * outside, in one transaction. A rule that refuses what follows (by an exception) refuses it all.
 *
 * @param state after it
 * @param events in the order in which they happened
 */
public record Course<S, E>(S state, List<E> events) {
  /** More than any process needs; one that goes in circles is a fault, which must not take the task with it. */
  static final int COMMANDS_AT_MOST = 100_000;

  public Course {
    events = List.copyOf(events);
  }

  /** How a context decides and folds what follows. */
  public record Rules<S, E, C>(
      BiFunction<S, C, List<E>> decide, BiFunction<S, E, S> evolve, ProcessManager<S, E, C> manager) {}

  /**
   * Goes on from events that were just decided in {@code state}.
   *
   * @throws IllegalStateException when it does not come to an end
   */
  public static <S, E, C> Course<S, E> of(S state, List<E> decided, Rules<S, E, C> rules) {
    List<E> happened = new ArrayList<>();
    Deque<E> open = new ArrayDeque<>(decided);
    Set<C> commands = new LinkedHashSet<>();
    S now = state;
    for (int done = 0; ; done++) {
      while (!open.isEmpty()) {
        E event = open.removeFirst();
        now = rules.evolve().apply(now, event);
        happened.add(event);
        commands.addAll(rules.manager().react(now, event));
      }
      if (commands.isEmpty()) {
        return new Course<>(now, happened);
      } else if (done == COMMANDS_AT_MOST) {
        throw new IllegalStateException("a process goes in circles: " + commands.iterator().next());
      }
      C next = commands.iterator().next();
      commands.remove(next);
      open.addAll(rules.decide().apply(now, next));
    }
  }
}
