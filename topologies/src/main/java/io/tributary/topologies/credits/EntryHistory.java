package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.RowReader.Row;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A wallet's entries in time. Their versions and their times grow together, so a moment is found by halving: some thirty
 * seeks among a billion entries.
 */
final class EntryHistory {
  private final RowReader rows;
  private final UUID tenantId;
  private final WalletId wallet;

  EntryHistory(RowReader rows, UUID tenantId, WalletId wallet) {
    this.rows = rows;
    this.tenantId = tenantId;
    this.wallet = wallet;
  }

  @Nullable EntryView newest() {
    return newestUpTo(Long.MAX_VALUE);
  }

  /** The last entry before this moment; null when there was none yet. */
  @Nullable EntryView lastBefore(Instant moment) {
    EntryView newest = newest();
    if (newest == null || newest.at().isBefore(moment)) {
      return newest;
    }
    EntryView found = null;
    long low = 1;
    long high = newest.version() - 1;
    while (low <= high) {
      long middle = low + (high - low) / 2;
      EntryView entry = newestUpTo(middle);
      if (entry != null && !entry.at().isBefore(moment)) {
        high = entry.version() - 1;
      } else {
        found = entry == null ? found : entry;
        low = middle + 1;
      }
    }
    return found;
  }

  /** Reads the entries of versions {@code after + 1} to {@code through}, the oldest first. */
  <R> R read(long after, long through, Function<Iterator<EntryView>, R> body) {
    Bytes from = CreditsRows.entry(tenantId, wallet, through);
    Bytes to = CreditsRows.entry(tenantId, wallet, after);
    return rows.scan(from, to, true, found -> body.apply(new Decoded(found)));
  }

  private @Nullable EntryView newestUpTo(long version) {
    Bytes from = CreditsRows.entry(tenantId, wallet, version);
    Bytes to = KeyCodec.endOf(CreditsRows.entries(tenantId, wallet));
    return rows.<@Nullable EntryView>scan(
        from, to, false, found -> found.hasNext() ? EntryRow.decode(found.next().value()) : null);
  }

  private record Decoded(Iterator<Row> rows) implements Iterator<EntryView> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public EntryView next() {
      return EntryRow.decode(rows.next().value());
    }
  }
}
