package io.tributary.queries;

import io.tributary.queries.Attempt.Miss;
import io.tributary.queries.TenantLocator.Location;
import io.tributary.schemas.Context;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/** The stores of this process. Blocks the calling thread, which may be virtual, while it waits. */
public final class LocalHost implements QueryHost {
  private final Map<Context, ContextRuntime> runtimes;

  public LocalHost(Collection<ContextRuntime> runtimes) {
    this.runtimes = runtimes.stream().collect(Collectors.toUnmodifiableMap(ContextRuntime::context, Function.identity()));
  }

  /** What this process has of each context now. */
  public Map<Context, ContextTasks> tasks() {
    return runtimes.values().stream().collect(Collectors.toMap(ContextRuntime::context, ContextRuntime::tasks));
  }

  @Override
  public <R> Attempt<R> attempt(Ask<R> ask) throws InterruptedException {
    ContextRuntime runtime = runtimes.get(ask.query().context());
    if (runtime == null) {
      return Attempt.missed(Miss.ELSEWHERE, "it does not run in this process");
    }
    ContextHealth health = runtime.health();
    if (health.status() == ContextHealth.Status.FAILED) {
      return Attempt.missed(Miss.FAILED, health.detail());
    }
    return switch (runtime.locator().locate(ask.query().tenantId(), ask.standbyAllowed())) {
      case Location.Nowhere nowhere ->
          Attempt.missed(Miss.MOVING, health.ready() ? nowhere.reason() : health.detail());
      case Location.Remote remote -> Attempt.missed(Miss.ELSEWHERE,
          "partition %d is served by %s, not by this process".formatted(remote.partition(), remote.host()));
      case Location.Local local -> read(runtime, runtime.partition(local.partition(), local.role()), ask);
    };
  }

  private static <R> Attempt<R> read(ContextRuntime runtime, PartitionRows rows, Ask<R> ask)
      throws InterruptedException {
    try {
      Milestone.Outcome others = new FollowedEvents(runtime, rows, ask).await();
      Milestone.Outcome reached = others == Milestone.Outcome.REACHED
          ? new PositionWait(rows, ask.query().tenantId(), ask.deadline()).await(ask.atLeast())
          : others;
      return switch (reached) {
        case REACHED -> committed(rows, ask);
        case VOID -> Attempt.missed(Miss.MOVING, "its partition was assigned anew during the wait");
        case TIMED_OUT -> Attempt.missed(Miss.BEHIND, "the asked position was not reached");
      };
    } catch (InvalidStateStoreException e) {
      return Attempt.missed(Miss.MOVING, "its stores are being moved or restored");
    } catch (ProcessorStateException e) {
      runtime.unreadable(e);
      return Attempt.missed(Miss.FAILED, "its stores cannot be read");
    }
  }

  private static <R> Attempt<R> committed(PartitionRows rows, Ask<R> ask) throws InterruptedException {
    long left = ask.deadline().remainingNanos();
    try {
      Optional<Answer<R>> answer = new CommittedRead<>(ask.query(), rows, ask.deadline()).run();
      return answer.<Attempt<R>>map(Attempt.Answered::new)
          .orElseGet(() -> Attempt.missed(Miss.MOVING, "its partition was, or may have been, given away during the read"));
    } catch (UncommittedException e) {
      return Attempt.missed(Miss.MOVING, "what was read was not committed within %d ms"
          .formatted(TimeUnit.NANOSECONDS.toMillis(Math.max(0, left))));
    }
  }
}
