package io.tributary.topologies.credits;

import java.time.Instant;

/**
 * What has become of a grant.
 *
 * @param free credits that can be spent now; none unless it is active
 * @param held credits that open holds reserve; they outlast the grant's end, so that a hold can always be posted
 * @param periodStart since when its present credits are its own: activation, last recurrence or last reset. What was held
 *     before it and comes back later is forfeited, as it would have been had it never been held
 */
public record GrantState(Grant grant, Phase phase, long free, long held, Instant periodStart) {
  /** Where a grant stands. */
  public enum Phase {
    SCHEDULED,
    ACTIVE,
    EXPIRED,
    VOIDED
  }

  static GrantState of(Grant grant, Instant at) {
    return grant.effectiveAt().isAfter(at)
        ? new GrantState(grant, Phase.SCHEDULED, 0, 0, grant.effectiveAt())
        : new GrantState(grant, Phase.ACTIVE, grant.amount(), 0, at);
  }

  String id() {
    return grant.id();
  }

  boolean active() {
    return phase == Phase.ACTIVE;
  }

  /** Credits that are promised for later. */
  long scheduled() {
    return phase == Phase.SCHEDULED ? grant.amount() : 0;
  }

  /** True when nothing can come of it any more. */
  boolean spent() {
    return switch (phase) {
      case SCHEDULED -> false;
      case ACTIVE -> free == 0 && held == 0 && grant.recurrence() == null && grant.rollover().min() == 0;
      case EXPIRED, VOIDED -> held == 0;
    };
  }

  /** True when all that is free of it was allocated from a pool. */
  boolean reclaimable() {
    return active() && grant.recurrence() == null && grant.rollover().min() == 0;
  }

  GrantState begin(long amount, Instant at) {
    return new GrantState(grant, Phase.ACTIVE, amount, held, at);
  }

  GrantState end(Phase how) {
    return new GrantState(grant, how, 0, held, periodStart);
  }

  GrantState topUp(long more) {
    return new GrantState(grant.topUp(more), phase, free + more, held, periodStart);
  }

  GrantState add(long moreFree, long moreHeld) {
    return new GrantState(grant, phase, free + moreFree, held + moreHeld, periodStart);
  }
}
