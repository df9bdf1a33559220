package io.tributary.queries;

import java.time.Duration;

/**
 * Until when the group leaves a member its partitions, seen from the member. A process that was stopped (SIGSTOP, a frozen
 * machine) believes itself their owner when it wakes; meanwhile another one may have written. It notices with its next
 * heartbeat, but a read could be faster. So a fresh read counts only while the lease holds after it.
 *
 * <p>Heartbeats are sent one after the other. When two have been answered since a look at their number, the second one was
 * sent after that look, and the group was told then. Only the consumer's thread reports; any thread asks.
 */
final class GroupLease {
  private final long nanos;
  private long beats = -1;
  // When the present number of heartbeats, and the one before it, was last looked at.
  private long lookedAt;
  private long lookedAtOneLess;
  private long confirmed;
  private boolean known;
  private volatile long until;
  private volatile boolean granted;

  /** @param session time without a heartbeat after which the group takes a member for dead */
  GroupLease(Duration session) {
    nanos = session.toNanos();
  }

  /** Before a poll: how many heartbeats have been answered. */
  void heartbeats(long answered, long now) {
    if (answered == beats) {
      lookedAt = now;
      return;
    }
    if (beats < 0) {
      // The one that was answered may have been sent long ago.
      lookedAtOneLess = now - nanos;
    } else {
      confirm(answered >= beats + 2 ? lookedAt : lookedAtOneLess);
      lookedAtOneLess = lookedAt;
    }
    beats = answered;
    lookedAt = now;
  }

  private void confirm(long at) {
    if (known && at - confirmed > 0) {
      confirmed = at;
    }
  }

  /** The group has just given the member its partitions: it did so after {@code since}. */
  void assigned(long since) {
    known = true;
    confirmed = since;
  }

  /** After a poll that left the member its partitions: what the heartbeats before it said still holds. */
  void polled() {
    if (known) {
      until = confirmed + nanos;
      granted = true;
    }
  }

  /** The member has no partitions, or lost them. */
  void ended() {
    known = false;
    granted = false;
  }

  /** Whether nobody else can own the partitions yet. */
  boolean holds(long now) {
    return granted && until - now > 0;
  }
}
