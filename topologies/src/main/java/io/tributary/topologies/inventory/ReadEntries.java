package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** A product's valuation by date, for readers. */
record ReadEntries(RowReader rows, UUID tenantId, String productId) implements Timeline.Entries {
  @Override
  public List<CostEntry> from(EntryKey first, int limit) {
    Bytes end = KeyCodec.endOf(ValuationRows.entries(tenantId, productId));
    return read(InventoryRows.fact(tenantId, first), end, false, limit);
  }

  @Override
  public List<CostEntry> before(EntryKey end, int limit) {
    return read(ValuationRows.entries(tenantId, productId), InventoryRows.fact(tenantId, end), true, limit);
  }

  private List<CostEntry> read(Bytes from, Bytes to, boolean reverse, int limit) {
    return rows.scan(from, to, reverse, found -> {
      List<CostEntry> entries = new ArrayList<>();
      while (entries.size() < limit && found.hasNext()) {
        entries.add(FactCodec.entry(found.next().value()));
      }
      return entries;
    });
  }
}
