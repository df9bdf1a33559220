package io.tributary.api.credits;

import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.credits.WalletQuery;
import io.tributary.topologies.credits.WalletView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads wallets, and waits for the ledger to have applied what was written in Postgres. */
@Component
class WalletReader {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Set<ErrorCode> NOT_YET = Set.of(ErrorCode.POSITION_NOT_REACHED, ErrorCode.NOT_READY);

  private final QueryService queries;

  WalletReader(QueryService queries) {
    this.queries = queries;
  }

  Answer<Optional<WalletView>> read(UUID tenant, String entity, String application, Position atLeast) {
    return queries.ask(new WalletQuery(tenant, entity, application), ReadOptions.after(atLeast));
  }

  /** The wallet once the ledger has reached the position; empty when it has not within two seconds. */
  Optional<Answer<Optional<WalletView>>> applied(
      UUID tenant, String entity, String application, Position position) {
    try {
      return Optional.of(
          queries.ask(
              new WalletQuery(tenant, entity, application), new ReadOptions(position, PATIENCE, false)));
    } catch (ProblemException late) {
      if (NOT_YET.contains(late.code())) {
        return Optional.empty();
      }
      throw late;
    }
  }

  /**
   * Waits until the ledger has the tenant's SQL writes that the position covers: a command sent then is decided after
   * them. Commands need no waiting, since they are decided in the order they are sent.
   *
   * @throws ProblemException {@code POSITION_NOT_REACHED} when that takes longer than two seconds
   */
  void awaitWrites(UUID tenant, String entity, String application, Position position) {
    Position.Stream stream = new Position.Stream(Context.CREDITS, tenant);
    Long sequence = position.sequences().get(stream);
    if (sequence != null) {
      Position writes = new Position(Map.of(), Map.of(stream, sequence));
      queries.ask(new WalletQuery(tenant, entity, application), new ReadOptions(writes, PATIENCE, false));
    }
  }

  static ProblemException noWallet() {
    return new ProblemException(
        ErrorCode.WALLET_NOT_FOUND, "nothing was ever allocated to this entity and application");
  }

  /**
   * Refuses what the ledger could only take against its rules; while the ledger can't be asked, everything passes.
   *
   * @throws ProblemException {@code TOO_MANY_GRANTS} when the wallet has as many grants as one may have
   */
  void requireRoomForGrant(UUID tenant, String entity, String application) {
    boolean full;
    try {
      full =
          read(tenant, entity, application, Position.none())
              .value()
              .filter(wallet -> wallet.figures().fullOfGrants())
              .isPresent();
    } catch (ProblemException away) {
      if (NOT_YET.contains(away.code())) {
        return;
      }
      throw away;
    }
    if (full) {
      throw new ProblemException(ErrorCode.TOO_MANY_GRANTS, "terms", ErrorCode.TOO_MANY_GRANTS.meaning());
    }
  }
}
