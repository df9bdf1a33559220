package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.inventory.FactKey.RevaluationKey;
import io.tributary.topologies.inventory.FactKey.ValuationKey;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the stock of each product is worth, or was at a moment, by product. What had not come by then is left out. A moment
 * before what is kept of a product's valuation is {@code VALUATION_NOT_KEPT}.
 *
 * @param productId null: all
 * @param at null: now
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record ValuationQuery(
    UUID tenantId, @Nullable String productId, @Nullable Instant at, @Nullable String after, int limit)
    implements ViewQuery<Page<ValuationView>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<ValuationView> run(RowReader rows) {
    Bytes list = productId == null
        ? InventoryRows.valuations(tenantId)
        : InventoryRows.fact(tenantId, new ValuationKey(productId));
    return Pages.filter(rows, list, after, limit, row -> {
      Valuation now = FactCodec.valuation(row.value());
      return at == null ? Optional.of(now(now, rows)) : then(now.productId(), at, rows);
    });
  }

  private ValuationView now(Valuation valuation, RowReader rows) {
    EntryKey end = new EntryKey(valuation.productId(), Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);
    List<CostEntry> last = new ReadEntries(rows, tenantId, valuation.productId()).before(end, 1);
    Instant asOf = last.isEmpty() ? null : last.getFirst().key().occurredAt();
    return ValuationView.of(valuation, asOf, revaluation(valuation.productId(), rows).isPresent());
  }

  private Optional<ValuationView> then(String product, Instant moment, RowReader rows) {
    ReadEntries entries = new ReadEntries(rows, tenantId, product);
    EntryKey end = new EntryKey(product, moment, Long.MAX_VALUE);
    List<CostEntry> last = entries.before(end, 1);
    if (last.isEmpty()) {
      List<CostEntry> first = entries.from(end, 1);
      if (!first.isEmpty() && !first.getFirst().begins()) {
        throw new ProblemException(
            ErrorCode.VALUATION_NOT_KEPT,
            "the valuation of " + product + " is kept from " + first.getFirst().key().occurredAt() + " on");
      }
      return Optional.empty();
    }
    CostEntry entry = last.getFirst();
    Product known = FactCodec.product(Objects.requireNonNull(
        rows.get(InventoryRows.fact(tenantId, new ProductKey(product))), "what is worth something is a product"));
    Valuation valuation = entry.whole() ? entry.after() : Timeline.before(entries, known, end);
    boolean revaluing = revaluation(product, rows).filter(one -> !moment.isBefore(one.from())).isPresent();
    return Optional.of(ValuationView.of(valuation, entry.key().occurredAt(), revaluing));
  }

  private Optional<Revaluation> revaluation(String product, RowReader rows) {
    byte[] row = rows.get(InventoryRows.fact(tenantId, new RevaluationKey(product)));
    return row == null ? Optional.empty() : Optional.of(FactCodec.revaluation(row));
  }
}
