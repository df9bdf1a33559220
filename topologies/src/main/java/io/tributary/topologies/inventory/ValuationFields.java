package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A valuation as fields of a row. */
final class ValuationFields {
  private ValuationFields() {}

  static void write(Valuation it, RowEncoder row) {
    row.text(it.productId()).decimal(it.quantity()).decimal(it.value()).decimal(it.rate()).number(it.layers().size());
    for (CostLayer layer : it.layers()) {
      row.decimal(layer.quantity()).decimal(layer.rate());
    }
  }

  static Valuation read(RowDecoder row) {
    String productId = row.text();
    BigDecimal quantity = row.decimal();
    BigDecimal value = row.decimal();
    BigDecimal rate = row.decimal();
    List<CostLayer> layers = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      layers.add(new CostLayer(row.decimal(), row.decimal()));
    }
    return new Valuation(productId, quantity, value, rate, layers);
  }
}
