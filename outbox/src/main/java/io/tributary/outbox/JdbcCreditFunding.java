package io.tributary.outbox;

import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.FundingRecorded;
import io.tributary.schemas.Amounts;
import io.tributary.schemas.Applications;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** {@link CreditFunding} over {@code public.credit_pools} and its journals. */
final class JdbcCreditFunding implements CreditFunding {
  private static final int MAX_TEXT = 500;
  private static final Json.Codec<Funding> FUNDING = Json.plain(Funding.class);
  private static final Json.Codec<Allocation> ALLOCATION = Json.plain(Allocation.class);

  private final TenantRows tenants;
  private final PoolRows pools;
  private final AllocationRows allocations;
  private final OutboxWriter outbox;
  private final Idempotency idempotency;
  private final Clock clock;

  JdbcCreditFunding(
      TenantRows tenants,
      PoolRows pools,
      AllocationRows allocations,
      OutboxWriter outbox,
      Idempotency idempotency,
      Clock clock) {
    this.tenants = tenants;
    this.pools = pools;
    this.allocations = allocations;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @Override
  public Written<Funding> fund(
      UUID tenantId, String entityId, long amount, @Nullable String reason, WriteContext context) {
    Checks.entityId("entityId", entityId);
    Checks.amount("creditAmount", amount);
    String why = Checks.optionalText("reason", reason, MAX_TEXT);
    IdempotentWrite write =
        IdempotentWrite.of(tenantId, "credits.fund")
            .with("entityId", entityId)
            .with("creditAmount", amount)
            .with("reason", why)
            .build();
    return idempotency.run(write, context, FUNDING, () -> {
      tenants.active(tenantId);
      Instant now = Sql.now(clock);
      PoolRows.Pool pool = pools.add(tenantId, entityId, amount, Amounts.MAX, now).orElseThrow(() -> limit());
      Funding funding =
          new Funding(Ids.next(), tenantId, entityId, amount, why, pool.funded(), pool.unallocated(), now);
      EventMetas metas = new EventMetas(tenantId, now, context);
      FundingRecorded event = CreditEvents.funded(metas, pool.version(), funding);
      return written(tenantId, funding, event, PoolRows.row(funding), context);
    });
  }

  @Override
  public Written<Allocation> allocate(UUID tenantId, NewAllocation request, WriteContext context) {
    String entityId = Checks.entityId("sourceEntityId", request.entityId());
    String application = Applications.canonical(request.application(), "targetApplication");
    long amount = Checks.amount("creditAmount", request.amount());
    String why = Checks.optionalText("allocationPurpose", request.purpose(), MAX_TEXT);
    AllocationTerms terms = TermChecks.checked(request.terms());
    IdempotentWrite write =
        TermContent.with(
                terms,
                IdempotentWrite.of(tenantId, "credits.allocate")
                    .with("sourceEntityId", entityId)
                    .with("targetApplication", application)
                    .with("creditAmount", amount)
                    .with("allocationPurpose", why))
            .build();
    NewAllocation checked = new NewAllocation(entityId, application, amount, why, terms);
    return idempotency.run(write, context, ALLOCATION, () -> allocated(tenantId, checked, context));
  }

  @Override
  public Slice<Allocation> allocations(UUID tenantId, AllocationFilter filter, @Nullable UUID after, int limit) {
    Checks.limit(limit);
    return Slice.of(allocations.list(tenantId, filter, after, limit + 1), limit, Allocation::allocationId);
  }

  private Written<Allocation> allocated(UUID tenantId, NewAllocation request, WriteContext context) {
    Instant now = Sql.now(clock);
    TermChecks.inTime(request.terms(), now);
    // The pool's row stays locked from here: no other allocation to the entity's wallets comes between, one with the same key either.
    PoolRows.Pool pool = pools.take(tenantId, request.entityId(), request.amount(), now)
        .orElseThrow(() -> untaken(tenantId, request.entityId()));
    AllocationTerms terms = request.terms() == null ? null : request.terms().from(now);
    allocations.find(tenantId, request).ifPresent(taken -> {
      throw keyTaken(taken);
    });
    Allocation allocation =
        new Allocation(
            Ids.next(), tenantId, request.entityId(), request.application(), request.amount(), request.purpose(),
            terms, pool.unallocated(), now);
    EventMetas metas = new EventMetas(tenantId, now, context);
    AllocationRecorded event = CreditEvents.allocated(metas, pool.version(), allocation);
    return written(tenantId, allocation, event, AllocationRows.row(allocation), context);
  }

  private <T> Written<T> written(UUID tenantId, T value, SpecificRecord event, JournalRow row, WriteContext context) {
    long tenantSeq = outbox.append(Context.CREDITS, tenantId, List.of(event), row, context.traceparent());
    return new Written<>(value, Context.CREDITS, tenantId, tenantSeq, false);
  }

  private ProblemException untaken(UUID tenantId, String entityId) {
    tenants.active(tenantId);
    return insufficient(pools.unallocated(tenantId, entityId));
  }

  private static ProblemException limit() {
    return new ProblemException(
        ErrorCode.FUNDING_LIMIT, "creditAmount", "the entity's total would exceed " + Amounts.MAX + " credits");
  }

  private static ProblemException keyTaken(UUID allocationId) {
    return new ProblemException(
        ErrorCode.EXTERNAL_KEY_TAKEN,
        "terms.externalKey",
        "another allocation of this wallet has this key",
        Map.of("allocationId", allocationId.toString()));
  }

  private static ProblemException insufficient(long unallocated) {
    return new ProblemException(
        ErrorCode.INSUFFICIENT_FUNDING,
        "creditAmount",
        "the entity has " + unallocated + " unallocated credits",
        Map.of("unallocated", unallocated));
  }
}
