package io.tributary.queries;

import io.tributary.schemas.Context;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a context that only follows others' events reflect positions of those others, which they have committed. Some input
 * leads to no events; so it sees where their events end now, and waits until the follower has read and committed all up to
 * there.
 */
final class FollowedEvents {
  private final ContextRuntime follower;
  private final PartitionRows rows;
  private final Ask<?> ask;

  FollowedEvents(ContextRuntime follower, PartitionRows rows, Ask<?> ask) {
    this.follower = follower;
    this.rows = rows;
    this.ask = ask;
  }

  /** REACHED, or why not; at once where the position says nothing about a context that is followed. */
  Milestone.Outcome await() throws InterruptedException {
    for (Context source : Context.values()) {
      if (follower.follows(source) && ask.atLeast().concerns(source, ask.query().tenantId(), rows.partition())) {
        // A standby does not know how far it has read.
        Milestone.Outcome outcome = rows.role() == Role.STANDBY ? Milestone.Outcome.TIMED_OUT : awaitEventsOf(source);
        if (outcome != Milestone.Outcome.REACHED) {
          return outcome;
        }
      }
    }
    return Milestone.Outcome.REACHED;
  }

  private Milestone.Outcome awaitEventsOf(Context source) throws InterruptedException {
    TopicPartition events = new TopicPartition(source.events(), rows.partition());
    try {
      long end = follower.ends().of(events, ask.deadline());
      return follower.committed().of(events).awaitReadTo(end, ask.deadline());
    } catch (ExecutionException | TimeoutException e) {
      return Milestone.Outcome.TIMED_OUT;
    }
  }
}
