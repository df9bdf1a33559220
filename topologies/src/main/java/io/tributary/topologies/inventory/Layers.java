package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A queue of receipts: first in, first out. All layers are above 0, or there is one below. */
final class Layers {
  private Layers() {}

  static List<CostLayer> add(List<CostLayer> layers, BigDecimal quantity, BigDecimal rate) {
    List<CostLayer> after = new ArrayList<>(layers);
    if (after.isEmpty()) {
      after.add(new CostLayer(Quantities.plain(quantity), rate));
      return after;
    }
    CostLayer last = after.removeLast();
    BigDecimal total = Quantities.plain(last.quantity().add(quantity));
    if (last.rate().compareTo(rate) == 0) {
      put(after, total, rate);
    } else if (last.quantity().signum() > 0) {
      after.add(last);
      after.add(new CostLayer(Quantities.plain(quantity), rate));
    } else {
      put(after, total, total.signum() > 0 ? rate : last.rate());
    }
    return after;
  }

  /** @param rate of what was not there */
  static List<CostLayer> remove(List<CostLayer> layers, BigDecimal quantity, BigDecimal rate) {
    List<CostLayer> after = new ArrayList<>(layers);
    BigDecimal missing = quantity;
    while (missing.signum() > 0 && !after.isEmpty() && after.getFirst().quantity().signum() > 0) {
      CostLayer first = after.removeFirst();
      BigDecimal taken = first.quantity().min(missing);
      missing = missing.subtract(taken);
      BigDecimal left = Quantities.plain(first.quantity().subtract(taken));
      if (left.signum() > 0) {
        after.addFirst(new CostLayer(left, first.rate()));
      }
    }
    if (missing.signum() > 0) {
      CostLayer owed = after.isEmpty() ? new CostLayer(BigDecimal.ZERO, rate) : after.removeLast();
      after.add(new CostLayer(Quantities.plain(owed.quantity().subtract(missing)), owed.rate()));
    }
    return after;
  }

  private static void put(List<CostLayer> layers, BigDecimal quantity, BigDecimal rate) {
    if (quantity.signum() != 0) {
      layers.add(new CostLayer(quantity, rate));
    }
  }
}
