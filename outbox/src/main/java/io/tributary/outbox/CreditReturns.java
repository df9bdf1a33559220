package io.tributary.outbox;

import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsReclaimed;
import io.tributary.credits.FundingRecorded;
import io.tributary.schemas.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Books what the ledger took back into the pools that it was allocated from. The ledger has decided: the tenant's status is no
 * matter any more. Thread-safe.
 */
public final class CreditReturns {
  private final Transactions transactions;
  private final JdbcClient jdbc;
  private final PoolRows pools;
  private final OutboxWriter outbox;
  private final Clock clock;

  CreditReturns(Transactions transactions, JdbcClient jdbc, OutboxWriter outbox, Clock clock) {
    this.transactions = transactions;
    this.jdbc = jdbc;
    this.pools = new PoolRows(jdbc);
    this.outbox = outbox;
    this.clock = clock;
  }

  /** {@link #book(CreditReturn, WriteContext)} of the ledger's event. */
  public boolean book(CreditsReclaimed event) {
    EventMeta meta = event.getMeta();
    CreditReturn returned =
        new CreditReturn(
            UUID.fromString(meta.getId()),
            UUID.fromString(meta.getTenantId()),
            event.getEntityId(),
            event.getApplication(),
            event.getAmount(),
            event.getReason(),
            meta.getTimestamp());
    return book(returned, new WriteContext(meta.getUserId(), null, meta.getCorrelationId(), null));
  }

  /**
   * Grows the pool and tells it through the outbox, in one transaction; an event that was booked before changes nothing.
   *
   * @param context who asked for it, from the event's envelope
   * @return whether it was booked now
   */
  boolean book(CreditReturn returned, WriteContext context) {
    return transactions.run(() -> {
      Instant now = Sql.now(clock);
      // A second delivery at the same time waits here, and finds the row once the first has committed.
      if (!insert(returned, now)) {
        return false;
      }
      PoolRows.Pool pool = pools.giveBack(returned.tenantId(), returned.entityId(), returned.amount(), now);
      EventMetas metas = new EventMetas(returned.tenantId(), now, context);
      FundingRecorded event = CreditEvents.returned(metas, returned, pool);
      outbox.append(Context.CREDITS, returned.tenantId(), List.of(event), context.traceparent());
      return true;
    });
  }

  private boolean insert(CreditReturn returned, Instant now) {
    int inserted =
        jdbc.sql(
                """
                insert into public.credit_reclaims
                  (event_id, tenant_id, entity_id, application, amount, reason, reclaimed_at, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
            .params(
                returned.eventId(), returned.tenantId(), returned.entityId(), returned.application(), returned.amount(),
                returned.reason(), Sql.timestamp(returned.reclaimedAt()), Sql.timestamp(now))
            .update();
    return inserted == 1;
  }
}
