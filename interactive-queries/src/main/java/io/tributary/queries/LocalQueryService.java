package io.tributary.queries;

import io.tributary.queries.TenantLocator.Location;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the stores of this process. A read that a rebalance disturbs is repeated within the caller's time.
 * Blocks the calling thread, which may be virtual, while it waits.
 */
public final class LocalQueryService implements QueryService {
  /** Suggested pause before the next try, in seconds: the extension {@code retryAfter} of its problems. */
  static final long RETRY_AFTER_SECONDS = 1;

  private static final long ROUND_PAUSE_MILLIS = 10;

  private final Map<Context, ContextRuntime> runtimes;

  public LocalQueryService(Collection<ContextRuntime> runtimes) {
    this.runtimes = runtimes.stream().collect(Collectors.toUnmodifiableMap(ContextRuntime::context, Function.identity()));
  }

  @Override
  public <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options) {
    ContextRuntime runtime = runtimes.get(query.context());
    if (runtime == null) {
      throw notReady(query, "it does not run in this process");
    }
    Deadline deadline = Deadline.in(options.timeout());
    try {
      while (true) {
        Round<R> round = attempt(runtime, query, options, deadline);
        if (round.answer() != null) {
          return round.answer();
        }
        ContextHealth health = runtime.health();
        if (deadline.passed() || health.status() == ContextHealth.Status.FAILED) {
          throw notReady(query, health.ready() ? round.obstacle() : health.detail());
        }
        TimeUnit.MILLISECONDS.sleep(ROUND_PAUSE_MILLIS);
      }
    } catch (UncommittedException e) {
      throw notReady(query, "what was read was not committed within " + options.timeout().toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notReady(query, "the wait for the answer was interrupted");
    }
  }

  private record Round<R>(@Nullable Answer<R> answer, String obstacle) {}

  private <R> Round<R> attempt(
      ContextRuntime runtime, ViewQuery<R> query, ReadOptions options, Deadline deadline) throws InterruptedException {
    boolean standbyAllowed = options.standbyAllowed() && query.store() == StoreKind.VIEWS;
    return switch (runtime.locator().locate(query.tenantId(), standbyAllowed)) {
      case Location.Nowhere nowhere -> new Round<>(null, nowhere.reason());
      case Location.Remote remote -> throw notReady(query,
          "partition %d is served by %s, not by this process".formatted(remote.partition(), remote.host()));
      case Location.Local local -> {
        FollowedEvents followed =
            new FollowedEvents(runtimes, runtime, query.tenantId(), local.partition(), deadline);
        yield read(runtime.partition(local.partition(), local.role()), followed, query, options, deadline);
      }
    };
  }

  private static <R> Round<R> read(
      PartitionRows rows, FollowedEvents followed, ViewQuery<R> query, ReadOptions options, Deadline deadline)
      throws InterruptedException {
    try {
      Milestone.Outcome others = followed.await(options.atLeast(), rows.role());
      Milestone.Outcome reached = others == Milestone.Outcome.REACHED
          ? new PositionWait(rows, query.tenantId(), deadline).await(options.atLeast())
          : others;
      return switch (reached) {
        case REACHED -> {
          Optional<Answer<R>> answer = new CommittedRead<>(query, rows, deadline).run();
          yield new Round<>(answer.orElse(null), "its partition was assigned anew during the read");
        }
        case VOID -> new Round<>(null, "its partition was assigned anew during the wait");
        case TIMED_OUT -> throw new ProblemException(ErrorCode.POSITION_NOT_REACHED, null,
            "The state has not reached the asked position within %d ms.".formatted(options.timeout().toMillis()),
            Map.of("retryAfter", RETRY_AFTER_SECONDS));
      };
    } catch (InvalidStateStoreException e) {
      return new Round<>(null, "its stores are being moved or restored");
    }
  }

  private static ProblemException notReady(ViewQuery<?> query, String reason) {
    return new ProblemException(ErrorCode.NOT_READY, null,
        "The context %s cannot answer now: %s.".formatted(query.context().id(), reason),
        Map.of("retryAfter", RETRY_AFTER_SECONDS));
  }
}
