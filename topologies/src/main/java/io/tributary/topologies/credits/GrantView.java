package io.tributary.topologies.credits;

import io.tributary.topologies.credits.GrantState.Phase;

/**
 * A grant of a wallet as readers see it.
 *
 * @param grant as it was promised
 * @param free credits that can be spent now
 * @param held credits that open holds reserve
 */
public record GrantView(Grant grant, State state, long free, long held) {
  /** What has become of it. */
  public enum State {
    SCHEDULED,
    ACTIVE,
    EXPIRED,
    VOIDED
  }

  static GrantView of(GrantState state) {
    return new GrantView(state.grant(), state(state.phase()), state.free(), state.held());
  }

  private static State state(Phase phase) {
    return switch (phase) {
      case SCHEDULED -> State.SCHEDULED;
      case ACTIVE -> State.ACTIVE;
      case EXPIRED -> State.EXPIRED;
      case VOIDED -> State.VOIDED;
    };
  }
}
