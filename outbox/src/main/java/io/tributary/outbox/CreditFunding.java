package io.tributary.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The relational side of credits: who bought what, and what was allocated of it. Amounts are whole credits, 1 to
 * {@link io.tributary.schemas.Amounts#MAX}. Refusals are {@link io.tributary.schemas.ProblemException}: both calls may meet
 * {@code TENANT_NOT_FOUND}, {@code TENANT_NOT_ACTIVE}, {@code INVALID_FIELD}, {@code AMOUNT_NEGATIVE},
 * {@code AMOUNT_TOO_LARGE}, {@code IDEMPOTENCY_MISMATCH} and, again, the refusal that their Idempotency-Key met before.
 */
public interface CreditFunding {
  /**
   * Adds to the entity's pool; the first funding makes it.
   *
   * @throws io.tributary.schemas.ProblemException {@code FUNDING_LIMIT} when all that was ever funded would exceed the
   *     largest amount
   */
  Written<Funding> fund(UUID tenantId, String entityId, long amount, @Nullable String reason, WriteContext context);

  /**
   * Gives unallocated credits of an entity to an application. A grant that recurs takes only its first period's credits
   * from the entity.
   *
   * @throws io.tributary.schemas.ProblemException {@code INSUFFICIENT_FUNDING} (extension {@code unallocated}),
   *     {@code EXTERNAL_KEY_TAKEN} (extension {@code allocationId})
   */
  Written<Allocation> allocate(UUID tenantId, NewAllocation request, WriteContext context);

  /** A tenant's allocations, oldest first, 1 to 1,000 at once. */
  Slice<Allocation> allocations(UUID tenantId, AllocationFilter filter, @Nullable UUID after, int limit);
}
