package io.tributary.topologies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Valuation by itself: what ERPNext and Odoo published, and that no value is ever lost. */
class CostingTest {
  private static final Path VECTORS = Path.of("src/test/resources/vectors");

  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> published() {
    return Stream.of("erpnext/valuation", "erpnext/ledger", "odoo/valuation", "odoo/layers").flatMap(source -> {
      try {
        JsonNode file = new ObjectMapper().readTree(VECTORS.resolve(source + ".json").toFile());
        return StreamSupport.stream(file.get("cases").spliterator(), false)
            .map(one -> new Case(source + ": " + one.get("name").asText(), one));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("published")
  void valuesAsPublished(Case published) {
    JsonNode json = published.json();
    Product product = product(
        ValuationMethod.valueOf(json.path("method").asText("FIFO")),
        json.has("standardCost") ? number(json.get("standardCost")) : null);
    Valuation valuation = Valuation.none("p");
    for (JsonNode step : json.get("steps")) {
      for (int times = step.path("times").asInt(1); times > 0; times--) {
        Worth worth = step.has("in")
            ? Costing.in(product, valuation, number(step.get("in").get(0)), cost(step.get("in").get(1)))
            : Costing.out(product, valuation, number(step.get("out")));
        valuation = worth.after();
        expect(step, "value", worth.value());
        expect(step, "stockValue", valuation.value());
      }
    }
    expect(json, "quantity", valuation.quantity());
    expect(json, "value", valuation.value());
    if (json.has("layers")) {
      assertThat(valuation.layers()).extracting(layer -> layer.quantity() + "@" + layer.rate())
          .containsExactlyElementsOf(StreamSupport.stream(json.get("layers").spliterator(), false)
              .map(layer -> layer.get(0).asText() + "@" + layer.get(1).asText())
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noValueIsLost(long seed) {
    for (ValuationMethod method : ValuationMethod.values()) {
      Random random = new Random(seed);
      Product product = product(method, new BigDecimal("7.25"));
      Valuation valuation = Valuation.none("p");
      BigDecimal quantity = BigDecimal.ZERO;
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 0; i < 2_000; i++) {
        BigDecimal moved = BigDecimal.valueOf(1 + random.nextInt(5_000), 2);
        boolean empty = random.nextInt(20) == 0 && quantity.signum() > 0;
        boolean in = !empty && random.nextInt(100) < 52;
        BigDecimal cost = random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(1_000_000), 4);
        BigDecimal out = empty ? quantity : moved;
        Worth worth = in ? Costing.in(product, valuation, moved, cost) : Costing.out(product, valuation, out);
        quantity = in ? quantity.add(moved) : quantity.subtract(out);
        sum = sum.add(worth.value()).add(worth.correction());
        valuation = worth.after();
        assertThat(valuation.value()).as("%s, step %d", method, i).isEqualByComparingTo(sum);
        assertThat(valuation.quantity()).isEqualByComparingTo(quantity);
        assertThat(valuation.value().scale()).isLessThanOrEqualTo(Costing.DECIMALS);
        if (quantity.signum() == 0) {
          assertThat(valuation.value()).isEqualByComparingTo("0");
        }
        if (method == ValuationMethod.FIFO) {
          assertThat(valuation.layers().stream().map(CostLayer::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
              .isEqualByComparingTo(quantity);
          assertThat(valuation.layers()).as("goods that are owed are one layer, and the only one")
              .allMatch(layer -> layer.quantity().signum() > 0 || worth.after().layers().size() == 1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ValuationMethod.class)
  void eachMethodHasItsOwnCost(ValuationMethod method) {
    Product product = product(method, new BigDecimal("12"));
    Valuation two = Costing.in(
        product, Costing.in(product, Valuation.none("p"), number("10"), number("10")).after(), number("10"), number("20"))
        .after();
    BigDecimal left = Costing.out(product, two, number("5")).value();
    String expected = switch (method) {
      case FIFO -> "-50";
      case MOVING_AVERAGE -> "-75";
      case STANDARD -> "-60";
    };
    assertThat(left).isEqualByComparingTo(expected);
  }

  private static void expect(JsonNode json, String field, BigDecimal actual) {
    if (json.has(field)) {
      assertThat(actual).as(field).isEqualByComparingTo(json.get(field).asText());
    }
  }

  private static Product product(ValuationMethod method, @Nullable BigDecimal standardCost) {
    return new Product(
        "p", "P", "Product", null, "each", Map.of(), 6, Tracking.NONE, method, standardCost, null, null, true, Map.of(), 1,
        InventoryRecords.NOON);
  }

  private static @Nullable BigDecimal cost(JsonNode text) {
    return text.isNull() ? null : number(text);
  }

  private static BigDecimal number(JsonNode text) {
    return number(text.asText());
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }
}
