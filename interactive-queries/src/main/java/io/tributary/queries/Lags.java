package io.tributary.queries;

import java.time.Instant;
import java.util.List;

/** The stages' figures for dashboards: how far each context is with its input. */
public interface Lags {
  /**
   * The figures, at most one second old when the brokers answer; older ones, with their time, when they do not.
   */
  Snapshot current();

  /**
   * @param at when the figures were read; {@link Instant#EPOCH} when they never were
   */
  record Snapshot(Instant at, List<InputLag> inputs) {
    public Snapshot {
      inputs = List.copyOf(inputs);
    }
  }
}
