package io.tributary.topologies.kernel;

/**
 * Turns events into rows for queries; pure over the rows it is given.
 *
 * @param <E> the context's events, in the form that the view needs
 */
@FunctionalInterface
public interface Projection<E> {
  void apply(E event, Rows views);
}
