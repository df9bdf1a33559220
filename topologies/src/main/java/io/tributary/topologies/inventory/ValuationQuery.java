package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the stock of each product is worth, by product.
 *
 * @param productId null: all
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record ValuationQuery(UUID tenantId, @Nullable String productId, @Nullable String after, int limit)
    implements ViewQuery<Page<Valuation>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Valuation> run(RowReader rows) {
    Bytes list = productId == null
        ? InventoryRows.valuations(tenantId)
        : InventoryRows.fact(tenantId, new FactKey.ValuationKey(productId));
    return Pages.read(rows, list, after, limit, row -> FactCodec.valuation(row.value()));
  }
}
