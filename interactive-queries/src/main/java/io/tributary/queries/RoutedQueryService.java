package io.tributary.queries;

import io.tributary.queries.Attempt.Miss;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Asks those who hold a tenant's partition, in rounds, until one answers or the caller's time is over. While a partition
 * moves, the placement changes between the rounds.
 */
public final class RoutedQueryService implements QueryService {
  /** Suggested pause before the next try, in seconds: the extension {@code retryAfter} of its problems. */
  static final long RETRY_AFTER_SECONDS = 1;

  private static final long ROUND_PAUSE_MILLIS = 10;

  /** While there is somebody else to ask, one who is silent is waited for no longer than this. */
  private static final Duration PATIENCE_WITH_ONE = Duration.ofMillis(400);

  private final ContextInputs inputs;
  private final Placement placement;

  public RoutedQueryService(ContextInputs inputs, Placement placement) {
    this.inputs = inputs;
    this.placement = placement;
  }

  @Override
  public <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options) {
    Deadline deadline = Deadline.in(options.timeout());
    Rounds rounds = new Rounds(query.context(), options.timeout());
    try {
      awaitSources(query, options.atLeast(), deadline, rounds);
      return rounds.run(new Ask<>(query, options.atLeast(), deadline, options.standbyAllowed()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw rounds.notReady("the wait for the answer was interrupted");
    }
  }

  /**
   * A position says which input a context has decided, not which events that led to. What only follows those events can
   * tell whether it has come so far once the decider has committed the input.
   */
  private void awaitSources(ViewQuery<?> query, Position atLeast, Deadline deadline, Rounds rounds)
      throws InterruptedException {
    for (Context source : inputs.sources(query.context())) {
      if (atLeast.concerns(source, query.tenantId(), partition(query.tenantId()))) {
        rounds.run(new Ask<>(new ReachedQuery(source, query.tenantId()), atLeast, deadline, false));
      }
    }
  }

  private int partition(UUID tenantId) {
    return TenantKey.partition(tenantId, placement.partitions());
  }

  /** The rounds for one caller; its complaints name the context that the caller asked. */
  private final class Rounds {
    private final Context context;
    private final Duration timeout;

    Rounds(Context context, Duration timeout) {
      this.context = context;
      this.timeout = timeout;
    }

    <R> Answer<R> run(Ask<R> ask) throws InterruptedException {
      int partition = partition(ask.query().tenantId());
      while (true) {
        List<QueryHost> hosts = placement.hosts(ask.query().context(), partition, ask.standbyAllowed());
        Attempt.Missed<R> missed =
            new Attempt.Missed<>(Miss.MOVING, "nobody is known to serve partition " + partition + " now");
        for (int i = 0; i < hosts.size() && !(i > 0 && ask.deadline().passed()); i++) {
          boolean last = i == hosts.size() - 1;
          switch (hosts.get(i).attempt(last ? ask : ask.until(ask.deadline().atMost(PATIENCE_WITH_ONE)))) {
            case Attempt.Answered<R> answered -> {
              return answered.answer();
            }
            case Attempt.Missed<R> obstacle -> missed = weightier(missed, obstacle, i == 0);
          }
        }
        if (ask.deadline().passed() || missed.why() == Miss.FAILED) {
          throw problem(missed);
        }
        TimeUnit.MILLISECONDS.sleep(ROUND_PAUSE_MILLIS);
      }
    }

    /** Who does not serve the partition says less than who does. */
    private <R> Attempt.Missed<R> weightier(Attempt.Missed<R> before, Attempt.Missed<R> now, boolean first) {
      return first || before.why() == Miss.ELSEWHERE || now.why() != Miss.ELSEWHERE ? now : before;
    }

    private ProblemException problem(Attempt.Missed<?> missed) {
      return switch (missed.why()) {
        case BEHIND -> new ProblemException(ErrorCode.POSITION_NOT_REACHED, null,
            "The state has not reached the asked position within %d ms.".formatted(timeout.toMillis()),
            Map.of("retryAfter", RETRY_AFTER_SECONDS));
        case BUSY -> new ProblemException(ErrorCode.TOO_MANY_REQUESTS, null,
            "Who serves the tenant's state has too many questions to answer.",
            Map.of("retryAfter", RETRY_AFTER_SECONDS));
        case ELSEWHERE, MOVING, FAILED -> notReady(missed.reason());
      };
    }

    private ProblemException notReady(String reason) {
      return new ProblemException(ErrorCode.NOT_READY, null,
          "The context %s cannot answer now: %s.".formatted(context.id(), reason),
          Map.of("retryAfter", RETRY_AFTER_SECONDS));
    }
  }
}
