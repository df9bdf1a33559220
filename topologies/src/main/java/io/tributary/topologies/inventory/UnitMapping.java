package io.tributary.topologies.inventory;

import io.tributary.inventory.UnitOfMeasure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Units of measure in Avro. */
final class UnitMapping {
  private UnitMapping() {}

  /** @throws IllegalArgumentException when one is named twice, or its ratio out of range */
  static Map<String, Ratio> model(List<UnitOfMeasure> units) {
    Map<String, Ratio> ratios = new HashMap<>();
    for (UnitOfMeasure unit : units) {
      if (unit.getNumerator() > Ratio.MAX || unit.getDenominator() > Ratio.MAX) {
        throw new IllegalArgumentException("unit " + unit.getUnit() + " has a ratio beyond " + Ratio.MAX);
      } else if (ratios.put(unit.getUnit(), new Ratio(unit.getNumerator(), unit.getDenominator())) != null) {
        throw new IllegalArgumentException("unit " + unit.getUnit() + " is named twice");
      }
    }
    return ratios;
  }

  static @Nullable Map<String, Ratio> optional(@Nullable List<UnitOfMeasure> units) {
    return units == null ? null : model(units);
  }

  static List<UnitOfMeasure> avro(Map<String, Ratio> units) {
    return new TreeMap<>(units).entrySet().stream()
        .map(unit -> new UnitOfMeasure(unit.getKey(), unit.getValue().numerator(), unit.getValue().denominator()))
        .toList();
  }
}
