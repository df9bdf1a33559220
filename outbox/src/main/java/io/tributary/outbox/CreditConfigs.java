package io.tributary.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operations cost. History stays: a price ends, it is not edited or deleted, and none begins in the past. Each change
 * leaves a row in {@code credit_config_changes}. Refusals are {@link io.tributary.schemas.ProblemException}: a write may meet
 * {@code INVALID_FIELD}, {@code AMOUNT_NEGATIVE}, {@code AMOUNT_TOO_LARGE}, {@code IDEMPOTENCY_MISMATCH} and, again, the
 * refusal that its Idempotency-Key met before.
 */
public interface CreditConfigs {
  /**
   * Begins a price.
   *
   * @throws io.tributary.schemas.ProblemException {@code TENANT_NOT_FOUND}, {@code TENANT_NOT_ACTIVE},
   *     {@code CREDIT_CONFIG_EXISTS} (extension {@code id}) when the scope has a price from that very moment on
   */
  Written<CreditConfig> create(NewCreditConfig config, WriteContext context);

  /**
   * Ends a price and begins another in its place, in the same scope; returns the latter.
   *
   * @throws io.tributary.schemas.ProblemException {@code CREDIT_CONFIG_NOT_FOUND}, {@code CREDIT_CONFIG_ENDED},
   *     {@code CREDIT_CONFIG_EXISTS}
   */
  Written<CreditConfig> replace(UUID id, CreditConfigChange change, WriteContext context);

  /**
   * Ends a price now, or before it begins; again is no change.
   *
   * @throws io.tributary.schemas.ProblemException {@code CREDIT_CONFIG_NOT_FOUND}
   */
  Written<CreditConfig> end(UUID id, WriteContext context);

  Optional<CreditConfig> find(UUID id);

  /** Oldest first, 1 to 1,000 at once; those that have ended too. */
  Slice<CreditConfig> list(CreditConfigFilter filter, @Nullable UUID after, int limit);

  /** The price of an operation at any time, past or future, as it is known now. */
  Optional<CreditConfig> resolve(Tenant tenant, String application, String operationCode, Instant at);
}
