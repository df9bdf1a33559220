package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values goods that come and leave. Nothing gets lost: the stock's value changes by the movement's value and its correction,
 * exactly, and what is not there is worth nothing. Goods that leave before they came are valued at the cost that was last
 * met; the receipt that makes up for them corrects that (ERPNext's rule: a receipt that does not make up for all of them
 * leaves the rest at its rate).
 */
final class Costing {
  /** Decimal places of values: those of a quantity and of a cost together. */
  static final int DECIMALS = 12;

  private static final RoundingMode ROUNDING = RoundingMode.HALF_EVEN;

  private Costing() {}

  /** @param unitCost of what comes; null: what the stock costs now */
  static Worth in(Product product, Valuation before, BigDecimal quantity, @Nullable BigDecimal unitCost) {
    BigDecimal cost = unitCost == null ? current(product, before) : unitCost;
    BigDecimal total = before.quantity().add(quantity);
    BigDecimal paid = quantity.multiply(cost);
    Valuation after = switch (product.valuation()) {
      case FIFO -> layered(before, total, cost, Layers.add(before.layers(), quantity, cost));
      case MOVING_AVERAGE -> averaged(before, quantity, cost, paid);
      case STANDARD -> standard(product, before, total);
    };
    return worth(before, after, paid);
  }

  static Worth out(Product product, Valuation before, BigDecimal quantity) {
    BigDecimal total = before.quantity().subtract(quantity);
    BigDecimal rate = current(product, before);
    return switch (product.valuation()) {
      case FIFO -> {
        List<CostLayer> left = Layers.remove(before.layers(), quantity, rate);
        BigDecimal last = left.isEmpty() ? before.layers().getLast().rate() : left.getFirst().rate();
        Valuation after = layered(before, total, last, left);
        yield worth(before, after, after.value().subtract(before.value()));
      }
      case MOVING_AVERAGE -> {
        // The last piece takes what is left, so that nothing is worth nothing.
        BigDecimal value = total.signum() == 0 ? BigDecimal.ZERO : before.value().subtract(round(quantity.multiply(rate)));
        Valuation after = new Valuation(before.productId(), total, plain(value), rate, List.of());
        yield worth(before, after, after.value().subtract(before.value()));
      }
      case STANDARD -> {
        Valuation after = standard(product, before, total);
        yield worth(before, after, after.value().subtract(before.value()));
      }
    };
  }

  /** Cost per unit of the stock as it is, or as it last was. */
  private static BigDecimal current(Product product, Valuation before) {
    return switch (product.valuation()) {
      case STANDARD -> standardCost(product);
      case FIFO -> before.layers().isEmpty() ? known(product, before) : before.layers().getLast().rate();
      case MOVING_AVERAGE -> before.quantity().signum() > 0
          ? plain(before.value().divide(before.quantity(), DECIMALS, ROUNDING))
          : known(product, before);
    };
  }

  private static BigDecimal known(Product product, Valuation before) {
    boolean met = before.rate().signum() != 0;
    return met || product.standardCost() == null ? before.rate() : product.standardCost();
  }

  private static BigDecimal standardCost(Product product) {
    return product.standardCost() == null ? BigDecimal.ZERO : product.standardCost();
  }

  private static Valuation layered(Valuation before, BigDecimal total, BigDecimal rate, List<CostLayer> layers) {
    BigDecimal value = layers.stream().map(CostLayer::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Valuation(before.productId(), Quantities.plain(total), plain(value), rate, layers);
  }

  private static Valuation averaged(Valuation before, BigDecimal quantity, BigDecimal cost, BigDecimal paid) {
    BigDecimal total = before.quantity().add(quantity);
    BigDecimal value = before.quantity().signum() >= 0
        ? before.value().add(paid)
        : total.signum() > 0 ? total.multiply(cost) : round(total.multiply(before.rate()));
    BigDecimal rate = before.quantity().signum() >= 0 || total.signum() > 0
        ? total.signum() == 0 ? cost : plain(value.divide(total, DECIMALS, ROUNDING))
        : before.rate();
    return new Valuation(before.productId(), Quantities.plain(total), plain(value), rate, List.of());
  }

  private static Valuation standard(Product product, Valuation before, BigDecimal total) {
    BigDecimal cost = standardCost(product);
    return new Valuation(before.productId(), Quantities.plain(total), plain(total.multiply(cost)), cost, List.of());
  }

  private static Worth worth(Valuation before, Valuation after, BigDecimal moved) {
    BigDecimal change = after.value().subtract(before.value());
    return new Worth(plain(round(moved)), plain(change.subtract(round(moved))), after);
  }

  private static BigDecimal round(BigDecimal value) {
    return value.setScale(DECIMALS, ROUNDING);
  }

  private static BigDecimal plain(BigDecimal value) {
    return Quantities.plain(round(value));
  }
}
