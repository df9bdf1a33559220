package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.EventMeta;
import io.tributary.inventory.LowStockAlert;
import io.tributary.inventory.ProductStock;
import io.tributary.inventory.ReservationCommitted;
import io.tributary.inventory.ReservationReleased;
import io.tributary.inventory.RevaluedMovement;
import io.tributary.inventory.StockLine;
import io.tributary.inventory.StockReserved;
import io.tributary.inventory.StockRevalued;
import io.tributary.inventory.StockValue;
import io.tributary.topologies.kernel.PublicEvents;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/** Folds stock from nothing but the lines of public events, as any consumer could. */
final class StockFold {
  private final InventoryDesk desk;
  private final Map<StockKey, BigDecimal[]> places = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, BigDecimal> kept = new TreeMap<>();
  private final Map<String, String> productOf = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> kinds = new TreeSet<>();
  private final Map<String, BigDecimal> values = new HashMap<>();
  private final Map<String, Map<Long, BigDecimal>> worths = new HashMap<>();
  private int folded;

  StockFold(InventoryDesk desk) {
    this.desk = desk;
  }

  Set<String> kinds() {
    return kinds;
  }

  /** Folds what is new, with what must hold after each event. */
  void check(boolean mayOverdraw) {
    for (; folded < desk.events.size(); folded++) {
      SpecificRecord event = desk.events.get(folded);
      EventMeta meta = PublicEvents.meta(event);
      assertThat(ids.add(meta.getId())).as("an event once").isTrue();
      if (meta.getAggregateType().equals("stock")) {
        long version = versions.merge(meta.getAggregateId(), 1L, Long::sum);
        assertThat(meta.getVersion()).as("versions without a gap").isEqualTo(version);
        kinds.add(event.getSchema().getName());
        apply(meta.getAggregateId(), event, mayOverdraw);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void apply(String product, SpecificRecord event, boolean mayOverdraw) {
    if (event.getSchema().getField("lines") != null) {
      for (StockLine line : (List<StockLine>) event.get(event.getSchema().getField("lines").pos())) {
        StockKey place = new StockKey(product, line.getWarehouseId(), line.getLocationId(), line.getLot());
        BigDecimal[] sums = places.computeIfAbsent(place, key -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
        sums[0] = sums[0].add(line.getQuantity());
        sums[1] = sums[1].add(line.getReserved());
        assertThat(line.getOnHand()).isEqualByComparingTo(sums[0]);
        assertThat(line.getOnHandReserved()).isEqualByComparingTo(sums[1]);
        assertThat(sums[1]).isNotNegative();
        if (!mayOverdraw) {
          assertThat(sums[0].subtract(sums[1])).as("available at %s", place).isNotNegative();
        }
      }
    }
    value(product, event);
    switch (event) {
      case StockReserved it -> keep(product, it.getReservationId(), it.getReservedQuantity());
      case ReservationReleased it -> keep(product, it.getReservationId(), it.getReservedQuantity());
      case ReservationCommitted it -> keep(product, it.getReservationId(), it.getReservedQuantity());
      case LowStockAlert it -> assertThat(it.getAvailable()).isEqualByComparingTo(sum(product, 0).subtract(sum(product, 1)));
      default -> {}
    }
    if (event.getSchema().getField("totals") != null) {
      ProductStock totals = (ProductStock) event.get(event.getSchema().getField("totals").pos());
      assertThat(totals.getQuantity()).as("the movements' sum").isEqualByComparingTo(sum(product, 0));
      assertThat(totals.getReserved()).isEqualByComparingTo(sum(product, 1));
      assertThat(totals.getReserved()).as("the reservations' sum").isEqualByComparingTo(kept.entrySet().stream()
          .filter(one -> product.equals(productOf.get(one.getKey())))
          .map(Map.Entry::getValue)
          .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
  }

  private void value(String product, SpecificRecord event) {
    worths.computeIfAbsent(product, none -> new TreeMap<>());
    if (event.getSchema().getField("value") != null
        && event.get(event.getSchema().getField("value").pos()) instanceof StockValue value) {
      BigDecimal sum = values.merge(product, value.getValue().add(value.getCorrection()), BigDecimal::add);
      assertThat(value.getStockValue()).as("value is conserved").isEqualByComparingTo(sum);
      if (sum(product, 0).signum() == 0) {
        assertThat(sum).as("nothing is worth nothing").isEqualByComparingTo("0");
      }
      if (!(event instanceof StockRevalued)) {
        worths.get(product).put(PublicEvents.meta(event).getVersion(), value.getValue().add(value.getCorrection()));
      }
    }
    if (event instanceof StockRevalued revalued) {
      for (RevaluedMovement movement : revalued.getMovements()) {
        BigDecimal before = worths.get(product).put(
            movement.getVersion(), movement.getValueAfter().add(movement.getCorrectionAfter()));
        assertThat(movement.getValueBefore().add(movement.getCorrectionBefore())).isEqualByComparingTo(before);
      }
    }
  }

  /** The rows for readers say what was folded. */
  void checkRows(String product) {
    Totals totals = desk.totals(product);
    assertThat(totals.quantity()).isEqualByComparingTo(sum(product, 0));
    assertThat(totals.reserved()).isEqualByComparingTo(sum(product, 1));
    assertThat(totals.version()).isEqualTo(versions.get(product));
    ValuationView valuation = desk.driver.ask(new ValuationQuery(TENANT, product, null, null, 10)).items().getFirst();
    assertThat(valuation.value()).isEqualByComparingTo(values.get(product));
    assertThat(valuation.quantity()).isEqualByComparingTo(totals.quantity());
    assertThat(valuation.revaluing()).isFalse();
    assertThat(worths.get(product).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .as("what all movements are worth by now").isEqualByComparingTo(valuation.value());
    assertThat(desk.driver.ask(new ValuationQuery(TENANT, product, desk.time, null, 10)).items()).containsExactly(valuation);
    Map<StockKey, String> expected = new HashMap<>();
    places.forEach((place, sums) -> {
      if (place.productId().equals(product) && (sums[0].signum() != 0 || sums[1].signum() != 0)) {
        expected.put(place, Quantities.plain(sums[0]) + " " + Quantities.plain(sums[1]));
      }
    });
    Map<StockKey, String> listed = new HashMap<>();
    for (String warehouse : List.of("A", "B")) {
      desk.driver.ask(new StockQuery(TENANT, null, warehouse, null, null, null, 200)).items().stream()
          .filter(item -> item.key().productId().equals(product))
          .forEach(item -> listed.put(item.key(), item.quantity() + " " + item.reserved()));
    }
    assertThat(listed).isEqualTo(expected);
    assertThat(desk.driver.ask(new StockLevelQuery(TENANT, product)).orElseThrow().items()).hasSameSizeAs(expected.keySet());
    List<MovementView> movements =
        desk.driver.ask(new MovementsQuery(TENANT, product, null, null, null, null, null, 5_000)).items();
    assertThat(movements).hasSize((int) totals.version());
    assertThat(movements.stream().map(MovementView::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(totals.quantity());
    movements.stream().filter(movement -> movement.worth() != null).forEach(movement ->
        assertThat(movement.worth().value().add(movement.worth().correction()))
            .isEqualByComparingTo(worths.get(product).get(movement.version())));
    List<Reservation> open = desk.driver
        .ask(new ReservationsQuery(TENANT, null, product, Reservation.Status.ACTIVE, null, 5_000)).items();
    assertThat(open.stream().map(Reservation::reserved).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(totals.reserved());
    assertThat(open.stream().map(Reservation::backordered).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(totals.backordered());
  }

  private void keep(String product, String reservationId, BigDecimal quantity) {
    kept.put(reservationId, quantity);
    productOf.put(reservationId, product);
  }

  private BigDecimal sum(String product, int index) {
    return places.entrySet().stream()
        .filter(one -> one.getKey().productId().equals(product))
        .map(one -> one.getValue()[index])
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
