package io.tributary.api.inventory;

import io.tributary.api.requests.Fields;
import io.tributary.inventory.UnitOfMeasure;
import io.tributary.topologies.inventory.Ratio;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Units of measure in requests. */
final class Measures {
  /** Of one product, besides its stock unit. */
  private static final int MOST = 50;

  /**
   * A further unit of a product: one of it is exactly numerator / denominator of the stock unit.
   *
   * @param numerator 1 to 1,000,000,000,000
   * @param denominator likewise; 1 when absent
   */
  record Unit(@Nullable String unit, @Nullable Long numerator, @Nullable Long denominator) {}

  private Measures() {}

  /** @param stockUnit which is none of them; null where it is not known here */
  static List<UnitOfMeasure> of(List<@Nullable Unit> units, @Nullable String stockUnit) {
    if (units.size() > MOST) {
      throw Fields.invalid("units", "units must be " + MOST + " at most");
    }
    Set<String> names = new HashSet<>();
    if (stockUnit != null) {
      names.add(stockUnit);
    }
    return units.stream().map(unit -> of(Fields.required("units", unit), names)).toList();
  }

  private static UnitOfMeasure of(Unit unit, Set<String> taken) {
    String name = Fields.text("units.unit", unit.unit(), 20);
    if (!taken.add(name)) {
      throw Fields.invalid("units.unit", "units.unit " + name + " is named twice, or the stock unit");
    }
    return new UnitOfMeasure(
        name, factor("units.numerator", Fields.required("units.numerator", unit.numerator())),
        factor("units.denominator", Objects.requireNonNullElse(unit.denominator(), 1L)));
  }

  private static long factor(String field, long factor) {
    if (factor < 1 || factor > Ratio.MAX) {
      throw Fields.invalid(field, field + " must be 1 to " + Ratio.MAX);
    }
    return factor;
  }
}
