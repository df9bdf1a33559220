package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Entries of a statement, the oldest first.
 *
 * @param after version that the entries come after
 * @param through last version of the statement
 * @param limit most entries, at least 1
 */
public record StatementEntriesQuery(
    UUID tenantId, String entityId, String application, long after, long through, int limit)
    implements ViewQuery<List<EntryView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public List<EntryView> run(RowReader rows) {
    EntryHistory history = new EntryHistory(rows, tenantId, new WalletId(entityId, application));
    return history.read(after, through, found -> {
      List<EntryView> entries = new ArrayList<>();
      while (entries.size() < limit && found.hasNext()) {
        entries.add(found.next());
      }
      return entries;
    });
  }
}
