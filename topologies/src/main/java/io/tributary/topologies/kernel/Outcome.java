package io.tributary.topologies.kernel;

import java.util.List;

/**
 * What a decision came to.
 *
 * @param <E> the context's events
 * @param <R> why it refuses
 */
public sealed interface Outcome<E, R> {
  /** What happened, in order; of a refusal only what must be remembered of it, never a change of an aggregate. */
  List<E> events();

  /** The command takes effect. */
  record Accepted<E, R>(List<E> events) implements Outcome<E, R> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command changes nothing. */
  record Refused<E, R>(R reason, List<E> events) implements Outcome<E, R> {
    public Refused {
      events = List.copyOf(events);
    }
  }
}
