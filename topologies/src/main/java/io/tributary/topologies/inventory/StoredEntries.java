package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Rows;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** A product's valuation by date, in rows. */
record StoredEntries(Rows rows, UUID tenantId, String productId) implements Timeline.Entries {
  @Override
  public List<CostEntry> from(EntryKey first, int limit) {
    Bytes end = KeyCodec.endOf(ValuationRows.entries(tenantId, productId));
    return decoded(rows.range(InventoryRows.fact(tenantId, first), end, false, limit));
  }

  @Override
  public List<CostEntry> before(EntryKey end, int limit) {
    Bytes first = ValuationRows.entries(tenantId, productId);
    return decoded(rows.range(first, InventoryRows.fact(tenantId, end), true, limit));
  }

  private static List<CostEntry> decoded(List<RowReader.Row> found) {
    return found.stream().map(row -> FactCodec.entry(row.value())).toList();
  }
}
