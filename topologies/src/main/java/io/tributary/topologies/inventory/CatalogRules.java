package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.inventory.FactKey.SkuKey;
import io.tributary.topologies.inventory.InventoryCommand.CreateProduct;
import io.tributary.topologies.inventory.InventoryCommand.SetReorderPoint;
import io.tributary.topologies.inventory.InventoryCommand.UpdateProduct;
import io.tributary.topologies.inventory.InventoryEvent.BecameLow;
import io.tributary.topologies.inventory.InventoryEvent.ProductChanged;
import io.tributary.topologies.inventory.InventoryEvent.ProductChanged.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalogue of products. */
final class CatalogRules {
  private CatalogRules() {}

  static List<InventoryEvent> create(InventoryState state, CreateProduct command, String newId, Instant time) {
    String id = Objects.requireNonNullElse(command.productId(), newId);
    if (state.find(new ProductKey(id)) != null) {
      throw new RefusedException(Refusal.PRODUCT_EXISTS);
    }
    free(state, command.sku());
    Product product = new Product(
        id, command.sku(), command.name(), command.description(), command.unit(), command.units(), command.decimals(),
        command.tracking(), command.valuation(), command.standardCost(), null, null, true, command.attributes(), 1, time);
    Product after = reorderAt(product, command.reorderPoint(), command.reorderQuantity(), 1, time);
    return told(state, Kind.CREATED, null, after, time);
  }

  static List<InventoryEvent> update(InventoryState state, UpdateProduct command, Instant time) {
    Product before = product(state, command.productId());
    String sku = Objects.requireNonNullElse(command.sku(), before.sku());
    if (!sku.equals(before.sku())) {
      free(state, sku);
    }
    Product after = new Product(
        before.productId(),
        sku,
        Objects.requireNonNullElse(command.name(), before.name()),
        command.description() == null ? before.description() : command.description(),
        before.unit(),
        Objects.requireNonNullElse(command.units(), before.units()),
        before.decimals(),
        before.tracking(),
        before.valuation(),
        before.standardCost(),
        before.reorderPoint(),
        before.reorderQuantity(),
        Objects.requireNonNullElse(command.active(), before.active()),
        Objects.requireNonNullElse(command.attributes(), before.attributes()),
        before.version() + 1,
        time);
    return List.of(new ProductChanged(Kind.UPDATED, before, after, null));
  }

  static List<InventoryEvent> reorder(InventoryState state, SetReorderPoint command, Instant time) {
    Product before = product(state, command.productId());
    Product after =
        reorderAt(before, command.reorderPoint(), command.reorderQuantity(), before.version() + 1, time);
    return told(state, Kind.REORDER_POINT_SET, before, after, time);
  }

  static Product product(InventoryState state, String productId) {
    Product product = state.find(new ProductKey(productId));
    if (product == null) {
      throw new RefusedException(Refusal.PRODUCT_NOT_FOUND);
    }
    return product;
  }

  /** With the alert when the reorder point is not below what is available, of a new product nothing. */
  private static List<InventoryEvent> told(
      InventoryState state, Kind kind, @Nullable Product before, Product after, Instant time) {
    Totals known = state.totals(after.productId());
    boolean low = after.low(known.available());
    Totals totals = low == known.low() ? null : known.low(low);
    ProductChanged changed = new ProductChanged(kind, before, after, totals);
    if (totals == null || !low) {
      return List.of(changed);
    }
    StockBook book = new StockBook(state.with(changed.changes()), after.productId(), time);
    book.close(StockBook.Effect.NONE, (none, alerted) -> new BecameLow(after, alerted));
    return List.of(changed, book.events(totals).getFirst());
  }

  private static Product reorderAt(
      Product product, @Nullable BigDecimal point, @Nullable BigDecimal quantity, long version, Instant time) {
    return new Product(
        product.productId(), product.sku(), product.name(), product.description(), product.unit(), product.units(),
        product.decimals(),
        product.tracking(), product.valuation(), product.standardCost(),
        point == null ? null : Quantities.checked(product, point),
        quantity == null ? null : Quantities.positive(product, quantity),
        product.active(), product.attributes(), version, time);
  }

  private static void free(InventoryState state, String sku) {
    if (state.find(new SkuKey(sku)) != null) {
      throw new RefusedException(Refusal.SKU_TAKEN);
    }
  }
}
