package io.tributary.outbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The prices of this moment, in memory. Thread-safe. */
public interface Prices {
  /** How sure these prices are. */
  enum State {
    /** Nothing was read yet. */
    LOADING,
    /** Each change is known within moments of its commit. */
    CURRENT,
    /** Postgres is away: a change made since may be missing. */
    STALE
  }

  /**
   * @param since ISO-8601 time of the last contact with Postgres, while STALE
   */
  record Standing(State state, @Nullable String since) {}

  Standing standing();

  /**
   * The price of an operation now.
   *
   * @throws io.tributary.schemas.ProblemException {@code NOT_READY} before prices were read, and when Postgres has been away for too long
   */
  Optional<CreditConfig> find(Tenant tenant, String application, String operationCode);

  /** All prices that may apply to a tenant now, as {@link PriceTable#of(java.util.UUID, String, java.time.Instant)} orders them. */
  List<CreditConfig> of(Tenant tenant);

  /** Tells of a price that was just committed here, ahead of the notification. */
  void learn(CreditConfig config);
}
