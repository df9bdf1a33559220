package io.tributary.queries;

import io.tributary.queries.TenantLocator.Location;
import io.tributary.schemas.Context;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a context that only follows others' events reflect positions of those others. A position says which input the other
 * has decided, not which events that led to, and some input leads to none. So: wait until the other has committed the
 * input, see where its events end then, and wait until the follower has read and committed all up to there.
 */
final class FollowedEvents {
  private final Map<Context, ContextRuntime> runtimes;
  private final ContextRuntime follower;
  private final UUID tenantId;
  private final int partition;
  private final Deadline deadline;

  FollowedEvents(
      Map<Context, ContextRuntime> runtimes, ContextRuntime follower, UUID tenantId, int partition, Deadline deadline) {
    this.runtimes = runtimes;
    this.follower = follower;
    this.tenantId = tenantId;
    this.partition = partition;
    this.deadline = deadline;
  }

  /** REACHED, or why not; at once where the position says nothing about a context that is followed. */
  Milestone.Outcome await(Position position, Role role) throws InterruptedException {
    for (Context source : Context.values()) {
      if (follower.follows(source) && concerns(position, source)) {
        // A standby does not know how far it has read.
        Milestone.Outcome outcome =
            role == Role.STANDBY ? Milestone.Outcome.TIMED_OUT : awaitEventsOf(source, position);
        if (outcome != Milestone.Outcome.REACHED) {
          return outcome;
        }
      }
    }
    return Milestone.Outcome.REACHED;
  }

  private boolean concerns(Position position, Context source) {
    return position.sequences().containsKey(new Position.Stream(source, tenantId))
        || position.offsets().keySet().stream()
            .anyMatch(input -> input.context() == source && input.partition() == partition);
  }

  private Milestone.Outcome awaitEventsOf(Context source, Position position) throws InterruptedException {
    ContextRuntime decider = runtimes.get(source);
    if (decider == null || !(decider.locator().locate(tenantId, false) instanceof Location.Local)) {
      return Milestone.Outcome.VOID;
    }
    Milestone.Outcome decided =
        new PositionWait(decider.partition(partition, Role.ACTIVE), tenantId, deadline).await(position);
    if (decided != Milestone.Outcome.REACHED) {
      return decided;
    }
    TopicPartition events = new TopicPartition(source.events(), partition);
    try {
      long end = follower.ends().of(events, deadline);
      return follower.committed().of(events).awaitReadTo(end, deadline);
    } catch (ExecutionException | TimeoutException e) {
      return Milestone.Outcome.TIMED_OUT;
    }
  }
}
