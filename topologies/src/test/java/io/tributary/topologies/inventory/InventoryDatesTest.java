package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static io.tributary.topologies.inventory.InventoryDesk.at;
import static io.tributary.topologies.inventory.InventoryRecords.NOON;
import static io.tributary.topologies.inventory.InventoryRecords.issue;
import static io.tributary.topologies.inventory.InventoryRecords.number;
import static io.tributary.topologies.inventory.InventoryRecords.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.inventory.GoodsReceived;
import io.tributary.inventory.IssueStock;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.StockRevalued;
import io.tributary.inventory.Tracking;
import io.tributary.inventory.UnitOfMeasure;
import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates and units of movements, from the record to the reply, the events and the rows for readers. */
class InventoryDatesTest {
  @TempDir Path directory;

  private InventoryDesk desk;

  @BeforeEach
  void open() {
    // Valued by FIFO.
    desk = new InventoryDesk(directory).furnished().product("q", Tracking.NONE, null);
  }

  @AfterEach
  void close() {
    assertThat(desk.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
    desk.close();
  }

  @Test
  void whatCameEarlierChangesWhatLeftSince() {
    desk.accept(received("1", "10", "2", null));
    later(Duration.ofHours(2));
    desk.accept(issue(TENANT, "2", at("q", "A", "1"), "4"));
    later(Duration.ofHours(1));
    desk.accept(received("3", "5", "1", NOON.minusSeconds(60)));

    assertThat(desk.events(GoodsReceived.class)).extracting(GoodsReceived::getOccurredAt)
        .as("only where it was earlier").containsExactly(null, NOON.minusSeconds(60));
    assertThat(desk.events(StockRevalued.class)).singleElement().satisfies(event -> {
      assertThat(event.getComplete()).isTrue();
      assertThat(event.getValue().getCorrection()).as("4 left at 1 instead of 2").isEqualByComparingTo("4");
      assertThat(event.getValue().getStockValue()).isEqualByComparingTo("21");
      assertThat(event.getMovements()).singleElement().satisfies(movement -> {
        assertThat(movement.getVersion()).isEqualTo(2);
        assertThat(movement.getValueBefore()).isEqualByComparingTo("-8");
        assertThat(movement.getValueAfter()).isEqualByComparingTo("-4");
      });
    });
    RevaluationView report = desk.driver.ask(new RevaluationsQuery(TENANT, null, null, 10)).items().getFirst();
    assertThat(report.revaluation()).as("the movement that was late").isEqualTo(3);
    assertThat(report.from()).isEqualTo(NOON.minusSeconds(60));
    assertThat(report.complete()).isTrue();
    assertThat(report.valueBefore()).as("as booked").isEqualByComparingTo("17");
    assertThat(report.valueAfter()).isEqualByComparingTo("21");
    assertThat(desk.driver.ask(new RevaluationQuery(TENANT, "q", 3, null, 10)).items())
        .extracting(RevaluationView.Line::version).containsExactly(2L);
    assertThat(desk.driver.ask(new MovementsQuery(TENANT, "q", null, "stock.issued", null, null, null, 10)).items())
        .singleElement().satisfies(movement -> {
          assertThat(movement.value()).as("as booked").isEqualByComparingTo("-8");
          assertThat(movement.worth().value()).as("by now").isEqualByComparingTo("-4");
        });
  }

  @Test
  void anyMomentHasAValuation() {
    desk.accept(received("1", "10", "2", null));
    later(Duration.ofDays(1));
    desk.accept(issue(TENANT, "2", at("q", "A", "1"), "10"));
    later(Duration.ofDays(1));
    desk.accept(received("3", "1", "3", null));

    assertThat(value(NOON.minusMillis(1))).as("nothing had come").isNull();
    assertThat(value(NOON)).isEqualTo("10 20 [10@2]");
    assertThat(value(NOON.plus(Duration.ofHours(23)))).isEqualTo("10 20 [10@2]");
    assertThat(value(NOON.plus(Duration.ofHours(24)))).isEqualTo("0 0 []");
    assertThat(value(NOON.plus(Duration.ofDays(900)))).isEqualTo("1 3 [1@3]");
    assertThat(value(null)).isEqualTo("1 3 [1@3]");
    desk.accept(received("4", "2", "5", NOON.minusSeconds(1)));
    assertThat(value(NOON.minusMillis(1))).as("by now it is known").isEqualTo("2 10 [2@5]");
    assertThat(value(NOON)).isEqualTo("12 30 [2@5, 10@2]");
    assertThat(value(NOON.plus(Duration.ofHours(24)))).isEqualTo("2 4 [2@2]");
  }

  @Test
  void manyLaterMovementsAreValuedAnewBitByBit() {
    desk.accept(received("first", "100", "2", null));
    for (int i = 0; i < 3 * InventoryDesk.REVALUED_AT_ONCE; i++) {
      later(Duration.ofMinutes(1));
      desk.accept(issue(TENANT, "out-" + i, at("q", "A", "1"), "1"));
    }
    desk.accept(received("late", "20", "1", NOON.minusSeconds(1)));
    ValuationView before = desk.driver.ask(new ValuationQuery(TENANT, "q", null, null, 10)).items().getFirst();
    assertThat(before.revaluing()).isTrue();
    assertThat(before.value()).as("as booked, until all is valued anew").isEqualByComparingTo("190");
    desk.driver.restart();
    later(Duration.ofMinutes(1));
    desk.accept(issue(TENANT, "meanwhile", at("q", "A", "1"), "1"));
    desk.accept(received("earlier", "1", "10", NOON.minusSeconds(2)));
    desk.revalue();
    assertThat(desk.events(StockRevalued.class)).filteredOn(StockRevalued::getComplete).hasSize(1);
    assertThat(desk.events(StockRevalued.class)).extracting(StockRevalued::getRevaluation).as("one report").containsOnly(17L);
    assertThat(value(null)).as("16 left: 1 at 10, 15 at 1").isEqualTo("105 205 [5@1, 100@2]");
    Page<RevaluationView> reports = desk.driver.ask(new RevaluationsQuery(TENANT, "q", null, 10));
    assertThat(reports.items()).singleElement().satisfies(report -> {
      assertThat(report.from()).isEqualTo(NOON.minusSeconds(2));
      assertThat(report.valueAfter()).isEqualByComparingTo("205");
      assertThat(desk.driver.ask(new RevaluationQuery(TENANT, "q", 17, null, 100)).items()).hasSize((int) report.changes());
    });
  }

  @Test
  void whatWasNotThereThenDidNotLeaveThen() {
    desk.accept(received("1", "10", "2", null));
    IssueStock early = issue(TENANT, "2", at("q", "A", "1"), "1");
    early.setOccurredAt(NOON.minusSeconds(1));
    desk.refuse(Refusal.NOT_IN_STOCK_THEN, early);
    desk.accept(received("3", "1", "2", NOON.minusSeconds(2)));
    early.setOperationId("4");
    desk.accept(early);
    ReceiveGoods ahead = received("5", "1", "2", desk.time.plus(Duration.ofMinutes(6)));
    desk.refuse(Refusal.OCCURRED_IN_FUTURE, ahead);
  }

  @Test
  void quantitiesAreToldInTheProductsUnits() {
    var product = InventoryRecords.product(TENANT, "ribbon", 2, Tracking.NONE, null);
    product.setUnit("m");
    product.setUnits(List.of(new UnitOfMeasure("roll", 25L, 1L), new UnitOfMeasure("inch", 127L, 5000L),
        new UnitOfMeasure("third", 1L, 3L)));
    desk.accept(product);
    ReceiveGoods rolls = receive(TENANT, "1", at("ribbon", "A", "1"), "2.5");
    rolls.setUnit("roll");
    assertThat(desk.accept(rolls).getQuantity()).isEqualByComparingTo("62.5");
    IssueStock inches = issue(TENANT, "2", at("ribbon", "A", "1"), "50");
    inches.setUnit("inch");
    assertThat(desk.accept(inches).getQuantity()).isEqualByComparingTo("1.27");
    inches.setOperationId("3");
    inches.setQuantity(number("1"));
    desk.refuse(Refusal.UNIT_INEXACT, inches);
    inches.setOperationId("4");
    inches.setUnit("third");
    desk.refuse(Refusal.UNIT_INEXACT, inches);
    inches.setOperationId("5");
    inches.setQuantity(number("3"));
    assertThat(desk.accept(inches).getQuantity()).isEqualByComparingTo("1");
    inches.setOperationId("6");
    inches.setUnit("mile");
    desk.refuse(Refusal.UNIT_UNKNOWN, inches);
    assertThat(desk.totals("ribbon").quantity()).isEqualByComparingTo("60.23");
    assertThat(desk.driver.ask(new ProductQuery(TENANT, "ribbon")).orElseThrow().units())
        .containsEntry("inch", new Ratio(127, 5000)).hasSize(3);
  }

  private void later(Duration duration) {
    desk.time = desk.time.plus(duration);
  }

  private static ReceiveGoods received(String operationId, String quantity, String unitCost, @Nullable Instant occurredAt) {
    ReceiveGoods receive = receive(TENANT, operationId, at("q", "A", "1"), quantity);
    receive.setUnitCost(number(unitCost));
    receive.setOccurredAt(occurredAt);
    return receive;
  }

  private @Nullable String value(@Nullable Instant moment) {
    List<ValuationView> found = desk.driver.ask(new ValuationQuery(TENANT, "q", moment, null, 10)).items();
    return found.isEmpty() ? null : found.getFirst().quantity() + " " + found.getFirst().value() + " "
        + found.getFirst().layers().stream().map(layer -> layer.quantity() + "@" + layer.rate()).toList();
  }
}
