package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static io.tributary.topologies.inventory.InventoryDesk.at;
import static io.tributary.topologies.inventory.InventoryRecords.receive;
import static io.tributary.topologies.inventory.OrderRecords.cancel;
import static io.tributary.topologies.inventory.OrderRecords.missing;
import static io.tributary.topologies.inventory.OrderRecords.pack;
import static io.tributary.topologies.inventory.OrderRecords.pick;
import static io.tributary.topologies.inventory.OrderRecords.place;
import static io.tributary.topologies.inventory.OrderRecords.ship;
import static io.tributary.topologies.inventory.OrderRecords.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.inventory.ItemsMissing;
import io.tributary.inventory.OrderCause;
import io.tributary.inventory.OrderItem;
import io.tributary.inventory.OrderReduced;
import io.tributary.inventory.OrderSelection;
import io.tributary.inventory.StockAdjusted;
import io.tributary.inventory.Tracking;
import io.tributary.inventory.UnitOfMeasure;
import io.tributary.schemas.Context;
import io.tributary.topologies.inventory.Order.Status;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fewer goods on the shelf than the books say; and quantities of orders in other units. */
class ShortPickTest {
  @TempDir Path directory;

  private InventoryDesk desk;

  @BeforeEach
  void open() {
    desk = new InventoryDesk(directory).furnished().product("p", Tracking.NONE, null);
  }

  @AfterEach
  void close() {
    StockFold fold = new StockFold(desk);
    fold.check(false);
    if (desk.driver.ask(new StockQuery(TENANT, "p", null, null, null, null, 1)).items().size() > 0) {
      fold.checkRows("p");
    }
    OrderFold orders = new OrderFold(desk);
    orders.check();
    orders.checkRows();
    assertThat(desk.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
    desk.close();
  }

  @Test
  void whatIsMissingIsWrittenOffAndReservedElsewhere() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    desk.time = desk.time.plusSeconds(1);
    desk.accept(receive(TENANT, "2", at("p", "B", "1"), "10"));
    desk.accept(place("o", "p", "5").build());
    desk.accept(pick("3", "o", null, missing("1", "3", "2")));

    assertThat(desk.events(ItemsMissing.class)).singleElement().satisfies(event -> {
      assertThat(event.getReason()).isEqualTo("not on the shelf");
      assertThat(event.getMoves()).extracting(move -> move.getLocationId() + Quantities.plain(move.getQuantity()))
          .containsExactly("12");
    });
    assertThat(desk.events(StockAdjusted.class)).singleElement().satisfies(event -> {
      assertThat(event.getReason()).isEqualTo("not on the shelf");
      assertThat(event.getLines()).extracting(line -> line.getWarehouseId() + Quantities.plain(line.getQuantity()))
          .containsExactly("A-2");
    });
    assertThat(desk.driver.ask(new OrderStepsQuery(TENANT, "o", null, 10)).items())
        .extracting(OrderStep::type, OrderStep::reason)
        .containsExactly(
            tuple("order.placed", null), tuple("order.reserved", null), tuple("items.picked", null),
            tuple("items.missing", "not on the shelf"), tuple("order.reserved", null));
    assertThat(order().status()).isEqualTo(Status.PICKING);
    assertThat(order().lines().getFirst().portions()).as("elsewhere first, older or not")
        .extracting(portion -> portion.place().warehouseId(), portion -> portion.reserved().intValue())
        .containsExactly(tuple("A", 0), tuple("B", 2));
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("18");
    assertThat(desk.accept(pick("3", "o", null, missing("1", "3", "2"))).getReplayed()).isTrue();

    desk.accept(pick("4", "o", null));
    desk.accept(pack("5", "o", null));
    assertThat(desk.accept(ship("6", "o", null)).getOrderStatus()).isEqualTo("SHIPPED");
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("13");
  }

  @Test
  void itWaitsWhereThereIsNothingElse() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "3"));
    desk.accept(place("o", "p", "3").setPickWithinSeconds(500L).build());
    desk.accept(pick("2", "o", "A", missing("1", "0", "2")));
    assertThat(order().status()).isEqualTo(Status.WAITING);
    assertThat(order().lines().getFirst().waiting()).isEqualByComparingTo("2");
    assertThat(desk.totals("p").backordered()).isEqualByComparingTo("2");
    desk.refuse(Refusal.EXCEEDS_ORDER_LINE, pick("3", "o", null, missing("1", "1", "1")));
    desk.refuse(Refusal.EXCEEDS_ORDER_LINE, pick("4", "o", null, missing("1", null, "2")));
    desk.driver.restart();
    desk.accept(receive(TENANT, "5", at("p", "B", "1"), "1"));
    desk.accept(pick("6", "o", null));
    desk.accept(cancel("7", "o"));
    assertThat(order().status()).isEqualTo(Status.CANCELLED);
    assertThat(desk.totals("p").available()).as("all went back").isEqualByComparingTo("2");
    assertThat(desk.totals("p").backordered()).isEqualByComparingTo("0");
  }

  @Test
  void aDeadlineThatIsOverGivesUpWhatIsNowhereElse() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "5"));
    desk.accept(receive(TENANT, "2", at("p", "A", "2"), "1"));
    desk.accept(place("o", "p", "5").setReserveWithinSeconds(60L).build());
    desk.time = desk.time.plusSeconds(100);
    desk.accept(pick("3", "o", null, missing("1", null, "3")));
    assertThat(desk.events(OrderReduced.class)).extracting(OrderReduced::getCause).containsExactly(OrderCause.RESERVE_TIMEOUT);
    OrderLine line = order().lines().getFirst();
    assertThat(line.at(Stage.PICKED)).isEqualByComparingTo("2");
    assertThat(line.at(Stage.RESERVED)).as("found on the other shelf").isEqualByComparingTo("1");
    assertThat(line.cancelled()).isEqualByComparingTo("2");
    assertThat(order().dueAt()).as("no timer is left behind").isNull();
  }

  @Test
  void aSerialNumberThatIsNotThereIsNoLongerInTheBooks() {
    desk.product("s", Tracking.SERIAL, null);
    desk.accept(receive(TENANT, "1", new StockKey("s", "A", "1", "n1"), "1"));
    desk.accept(receive(TENANT, "2", new StockKey("s", "A", "1", "n2"), "1"));
    desk.accept(receive(TENANT, "3", new StockKey("s", "A", "2", "n3"), "1"));
    desk.accept(place("o", "s", "2").build());
    OrderSelection lost = missing("1", "0", "1");
    lost.setLot("n2");
    lost.setLocationId("1");
    desk.accept(pick("4", "o", null, lost));
    assertThat(order().lines().getFirst().portions()).extracting(portion -> portion.place().lot()).containsExactly("n1", "n3");
    lost.setLot("n9");
    desk.refuse(Refusal.ORDER_NOT_READY, pick("5", "o", null, lost));
    desk.accept(receive(TENANT, "6", new StockKey("s", "B", "1", "n2"), "1"));
  }

  @Test
  void ordersAndReservationsTellQuantitiesInUnits() {
    var product = InventoryRecords.product(TENANT, "u", 0, Tracking.NONE, null);
    product.setUnits(List.of(new UnitOfMeasure("dozen", 12L, 1L), new UnitOfMeasure("pair", 2L, 1L), new UnitOfMeasure("third", 1L, 3L)));
    desk.accept(product);
    desk.accept(receive(TENANT, "1", at("u", "A", "1"), "40"));
    OrderItem item = OrderRecords.item("u", "2", null, null);
    item.setUnit("dozen");
    desk.accept(place("o", List.of(item)).build());
    assertThat(order().lines().getFirst().at(Stage.RESERVED)).isEqualByComparingTo("24");
    desk.accept(pick("2", "o", null, in("dozen", some("1", "1"))));
    desk.accept(pick("3", "o", null, in("pair", missing("1", "2", "3"))));
    assertThat(order().lines().getFirst().at(Stage.PICKED)).isEqualByComparingTo("16");
    assertThat(desk.totals("u").quantity()).isEqualByComparingTo("34");
    item.setUnit("crate");
    refused("UNIT_UNKNOWN", "1", place("x", List.of(item)).build());
    item.setUnit("third");
    refused("UNIT_INEXACT", "1", place("y", List.of(item)).build());
    refused("UNIT_UNKNOWN", "1", pick("4", "o", null, in("crate", some("1", "1"))));

    var kept = desk.accept(InventoryRecords.reserve(TENANT, "5", "u", "5").build());
    var release = InventoryRecords.release(TENANT, "6", kept.getSubjectId(), "1");
    release.setUnit("pair");
    desk.accept(release);
    var commit = InventoryRecords.commit(TENANT, "7", kept.getSubjectId(), "1");
    commit.setUnit("dozen");
    desk.refuse(Refusal.EXCEEDS_RESERVATION, commit);
    var less = InventoryRecords.commit(TENANT, "8", kept.getSubjectId(), "1");
    less.setUnit("pair");
    assertThat(desk.accept(less).getQuantity()).isEqualByComparingTo("2");
    assertThat(desk.totals("u").quantity()).isEqualByComparingTo("32");
  }

  private static OrderSelection in(String unit, OrderSelection some) {
    some.setUnit(unit);
    return some;
  }

  private void refused(String code, String line, SpecificRecord command) {
    var reply = desk.send(command);
    assertThat(String.valueOf(reply.getCode())).isEqualTo(code);
    assertThat(reply.getOrderLineId()).isEqualTo(line);
  }

  private Order order() {
    return desk.driver.ask(new OrderQuery(TENANT, "o")).orElseThrow();
  }
}
