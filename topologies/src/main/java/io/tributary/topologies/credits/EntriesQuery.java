package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wallet's entries, the newest first.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most entries in the page, at least 1
 */
public record EntriesQuery(UUID tenantId, String entityId, String application, @Nullable String after, int limit)
    implements ViewQuery<Page<EntryView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Page<EntryView> run(RowReader rows) {
    var entries = CreditsRows.entries(tenantId, new WalletId(entityId, application));
    return Pages.read(rows, entries, after, limit, row -> EntryRow.decode(row.value()));
  }
}
