package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The frame of a wallet's statement over [{@code from}, {@code to}), in whole milliseconds; empty when nothing was ever
 * allocated to it. {@link StatementEntriesQuery} and {@link StatementSumsQuery} fill it by its versions, so that a
 * statement stays the same while the wallet goes on.
 */
public record StatementQuery(UUID tenantId, String entityId, String application, Instant from, Instant to)
    implements ViewQuery<Optional<StatementQuery.Frame>> {
  /**
   * Where a statement begins and ends: the sum of the amounts of the entries of versions {@code openingVersion + 1} to
   * {@code closingVersion} is {@code closing - opening}.
   *
   * @param due what came due by the end and is not an entry yet
   */
  public record Frame(long openingVersion, long opening, long closingVersion, long closing, long due) {}

  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Optional<Frame> run(RowReader rows) {
    WalletId id = new WalletId(entityId, application);
    return Optional.ofNullable(rows.get(CreditsRows.wallet(tenantId, id)))
        .map(row -> frame(new EntryHistory(rows, tenantId, id), WalletRow.decode(id, row)));
  }

  private Frame frame(EntryHistory history, Wallet wallet) {
    EntryView opening = history.lastBefore(from);
    EntryView closing = history.lastBefore(to);
    return new Frame(
        opening == null ? 0 : opening.version(),
        opening == null ? 0 : opening.balance(),
        closing == null ? 0 : closing.version(),
        closing == null ? 0 : closing.balance(),
        closing == null ? 0 : BalanceAt.due(to, closing, wallet));
  }
}
