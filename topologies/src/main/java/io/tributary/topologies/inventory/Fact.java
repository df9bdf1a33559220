package io.tributary.topologies.inventory;

/** Something that the inventory knows of a tenant: one row of its state. */
public sealed interface Fact permits Product, SkuClaim, Warehouse, Location, StockItem, Totals, Valuation, CostEntry,
    Revaluation, Reservation, Order, StockTransfer, Policy {
  FactKey<?> key();
}
