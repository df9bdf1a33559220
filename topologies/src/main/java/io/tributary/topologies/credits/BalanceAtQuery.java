package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A wallet's balance at a moment, which includes what happened in that very millisecond; empty when nothing was ever
 * allocated to it.
 *
 * @param at not in the future: what will expire or recur by then would count, what will be spent would not
 */
public record BalanceAtQuery(UUID tenantId, String entityId, String application, Instant at)
    implements ViewQuery<Optional<BalanceAt>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Optional<BalanceAt> run(RowReader rows) {
    WalletId id = new WalletId(entityId, application);
    Instant end = at.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    return Optional.ofNullable(rows.get(CreditsRows.wallet(tenantId, id)))
        .map(row -> BalanceAt.before(end, new EntryHistory(rows, tenantId, id), WalletRow.decode(id, row)));
  }
}
