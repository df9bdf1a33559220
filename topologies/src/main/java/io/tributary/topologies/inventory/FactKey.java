package io.tributary.topologies.inventory;

/**
 * What a fact is found by.
 *
 * @param <F> the fact's type
 */
@SuppressWarnings("unused") // The type parameter is what makes a look-up typed.
public sealed interface FactKey<F extends Fact> permits FactKey.ProductKey, FactKey.SkuKey, FactKey.WarehouseKey,
    LocationKey, FactKey.TotalsKey, FactKey.ValuationKey, FactKey.RevaluationKey, FactKey.ReservationKey,
    FactKey.OrderKey, FactKey.TransferKey, FactKey.PolicyKey, StockKey, EntryKey {
  record ProductKey(String productId) implements FactKey<Product> {}

  record SkuKey(String sku) implements FactKey<SkuClaim> {}

  record WarehouseKey(String warehouseId) implements FactKey<Warehouse> {}

  record TotalsKey(String productId) implements FactKey<Totals> {}

  record ValuationKey(String productId) implements FactKey<Valuation> {}

  record RevaluationKey(String productId) implements FactKey<Revaluation> {}

  record ReservationKey(String reservationId) implements FactKey<Reservation> {}

  record OrderKey(String orderId) implements FactKey<Order> {}

  record TransferKey(String transferId) implements FactKey<StockTransfer> {}

  record PolicyKey() implements FactKey<Policy> {}
}
