package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryCommand.Issue;
import io.tributary.topologies.inventory.InventoryCommand.Receive;
import io.tributary.topologies.inventory.InventoryCommand.Recount;
import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.inventory.InventoryCommand.StockCommand;
import io.tributary.topologies.inventory.InventoryCommand.Transfer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Units of measure. Stock is kept in the product's stock unit; the others are for telling quantities. */
final class Units {
  private Units() {}

  /**
   * The command with its quantity in the stock unit.
   *
   * @param unit that it is told in; null: the stock unit
   */
  static StockCommand inStockUnit(Product product, StockCommand told, @Nullable String unit) {
    if (unit == null) {
      return told;
    }
    return switch (told) {
      case Receive it -> new Receive(
          it.place(), inStockUnit(product, it.quantity(), unit), it.unitCost(), it.expiresAt(), it.reference());
      case Transfer it -> new Transfer(it.from(), it.to(), inStockUnit(product, it.quantity(), unit), it.putAway());
      case Issue it -> new Issue(it.place(), inStockUnit(product, it.quantity(), unit), it.reference());
      case Adjust it -> new Adjust(
          it.place(), inStockUnit(product, it.quantity(), unit), it.reason(), it.unitCost(), it.inventory());
      case Recount it -> new Recount(it.place(), inStockUnit(product, it.counted(), unit), it.reason());
      case Reserve it -> new Reserve(
          it.productId(), inStockUnit(product, it.quantity(), unit), it.wish(), it.partial(), it.timeout());
    };
  }

  /** A quantity in the stock unit, exactly. */
  static BigDecimal inStockUnit(Product product, BigDecimal quantity, @Nullable String unit) {
    if (unit == null || unit.equals(product.unit())) {
      return quantity;
    }
    Ratio ratio = product.units().get(unit);
    if (ratio == null) {
      throw new RefusedException(Refusal.UNIT_UNKNOWN);
    }
    BigDecimal exact = ratio.of(quantity, product.decimals());
    if (exact == null) {
      throw new RefusedException(Refusal.UNIT_INEXACT);
    }
    return exact;
  }
}
