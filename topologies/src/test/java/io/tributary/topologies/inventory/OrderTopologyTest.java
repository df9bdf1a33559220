package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static io.tributary.topologies.inventory.InventoryDesk.at;
import static io.tributary.topologies.inventory.InventoryRecords.NOON;
import static io.tributary.topologies.inventory.InventoryRecords.receive;
import static io.tributary.topologies.inventory.InventoryRecords.recount;
import static io.tributary.topologies.inventory.OrderRecords.cancel;
import static io.tributary.topologies.inventory.OrderRecords.item;
import static io.tributary.topologies.inventory.OrderRecords.pack;
import static io.tributary.topologies.inventory.OrderRecords.pick;
import static io.tributary.topologies.inventory.OrderRecords.place;
import static io.tributary.topologies.inventory.OrderRecords.ship;
import static io.tributary.topologies.inventory.OrderRecords.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.OrderCancelled;
import io.tributary.inventory.OrderCause;
import io.tributary.inventory.OrderReserved;
import io.tributary.inventory.OrderShipped;
import io.tributary.inventory.ReservationReleased;
import io.tributary.inventory.StockReserved;
import io.tributary.inventory.Tracking;
import io.tributary.schemas.Context;
import io.tributary.topologies.inventory.Order.Status;
import io.tributary.topologies.inventory.WorkQueueQuery.Queue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of orders, from the record to the reply, the events and the rows for readers. */
class OrderTopologyTest {
  @TempDir Path directory;

  private InventoryDesk desk;

  @BeforeEach
  void open() {
    desk = new InventoryDesk(directory).furnished()
        .product("p", Tracking.NONE, null).product("q", Tracking.NONE, null);
  }

  @AfterEach
  void close() {
    assertThat(desk.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
    desk.close();
  }

  @Test
  void anOrderGoesFromItsPlacesToTheDoor() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    desk.accept(receive(TENANT, "2", at("q", "A", "2"), "5"));
    InventoryReply placed = desk.accept(place("o", "p", "4", "q", "5").setCustomerId("c").build());
    assertThat(placed.getOrderStatus()).isEqualTo("RESERVED");
    assertThat(placed.getVersion()).as("placed, reserved").isEqualTo(2);
    assertThat(desk.totals("p").available()).isEqualByComparingTo("6");

    desk.accept(pick("3", "o", null));
    assertThat(shelf("p", "A", "1")).as("a count of the shelf finds what is left").isEqualTo("6 0");
    assertThat(shelf("p", "A", "~o")).isEqualTo("4 4");
    desk.accept(recount(TENANT, "count", at("p", "A", "1"), "6"));
    desk.accept(pack("4", "o", null));
    InventoryReply shipped = desk.accept(ship("5", "o", null));
    assertThat(shipped.getOrderStatus()).isEqualTo("SHIPPED");
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("6");
    assertThat(desk.totals("q").quantity()).isEqualByComparingTo("0");
    assertThat(order("o").shipments()).extracting(Shipment::shipmentId, Shipment::warehouseId, Shipment::carrier)
        .containsExactly(tuple("o-1", "A", "DHL"));
    assertThat(desk.driver.ask(new OrderStepsQuery(TENANT, "o", null, 10)).items()).extracting(OrderStep::type)
        .containsExactly("order.placed", "order.reserved", "items.picked", "order.packed", "order.shipped");
    assertThat(desk.driver.ask(new ReservationsQuery(TENANT, "o", null, null, null, 10)).items())
        .extracting(Reservation::status).containsExactly(Reservation.Status.COMMITTED, Reservation.Status.COMMITTED);
    desk.refuse(Refusal.ORDER_SHIPPED, cancel("6", "o"));
    desk.refuse(Refusal.ORDER_EXISTS, place("o", "p", "1").setOperationId("again").build());
  }

  @Test
  void itIsReservedWholeOrNotAtAll() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    int events = desk.events.size();
    InventoryReply refused = desk.send(place("o", "p", "4", "q", "5").build());
    assertThat(refused.getCode()).hasToString("INSUFFICIENT_STOCK");
    assertThat(refused.getOrderLineId()).isEqualTo("2");
    assertThat(refused.getAvailable()).as("of the line's product").isEqualByComparingTo("0");
    assertThat(desk.events).as("the refusal alone").hasSize(events + 1);
    assertThat(desk.totals("p").reserved()).isEqualByComparingTo("0");
    assertThat(desk.driver.ask(new OrderQuery(TENANT, "o"))).isEmpty();
    desk.refuse(Refusal.ORDER_NOT_FOUND, pick("2", "o", null));
    desk.refuse(Refusal.PRODUCT_NOT_FOUND, place("x", "nothing", "1").build());
    desk.refuse(Refusal.INSUFFICIENT_STOCK, place("y", "p", "6", "p", "5").build());
  }

  @Test
  void itIsSplitOverWarehousesAndShipsFromEach() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "3"));
    desk.accept(receive(TENANT, "2", at("p", "B", "1"), "10"));
    desk.accept(receive(TENANT, "3", at("q", "A", "1"), "1"));
    desk.accept(place("o", List.of(item("p", "5", null, null), item("q", "1", "A", null))).build());
    assertThat(queue(Queue.PICKING, "A")).containsExactly("o:1p3,2q1");
    assertThat(queue(Queue.PICKING, "B")).containsExactly("o:1p2");

    desk.accept(pick("4", "o", "B"));
    desk.accept(pack("5", "o", "B"));
    assertThat(desk.accept(ship("6", "o", null)).getOrderStatus()).isEqualTo("SHIPPING");
    assertThat(queue(Queue.PICKING, "B")).isEmpty();
    assertThat(queue(Queue.SHIPPING, "B")).isEmpty();
    desk.refuse(Refusal.EXCEEDS_ORDER_LINE, pick("7", "o", "A", some("1", "3.01")));
    desk.refuse(Refusal.ORDER_LINE_NOT_FOUND, pick("8", "o", "A", some("3", null)));
    desk.refuse(Refusal.ORDER_NOT_READY, pack("9", "o", "A"));
    desk.accept(pick("10", "o", "A", some("1", "1")));
    assertThat(queue(Queue.PICKING, "A")).containsExactly("o:1p2,2q1");
    assertThat(queue(Queue.SHIPPING, "A")).containsExactly("o:1p1");
    desk.accept(pick("11", "o", null));
    desk.accept(pack("12", "o", null));
    desk.accept(ship("13", "o", null));
    assertThat(order("o").shipments()).extracting(Shipment::warehouseId).containsExactly("B", "A");
    assertThat(desk.events(OrderShipped.class)).extracting(event -> event.getMeta().getVersion())
        .containsExactly(5L, 9L);
  }

  @Test
  void aLineThatWaitsGoesOnWithTheNextReceipt() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "2"));
    InventoryReply placed = desk.accept(place("o", "p", "5").setPartial(true).build());
    assertThat(placed.getOrderStatus()).isEqualTo("WAITING");
    desk.accept(place("urgent", "p", "1").setPartial(true).setPriority(5).build());
    assertThat(desk.driver.ask(new OrdersQuery(TENANT, null, null, null, true, null, 10)).items())
        .extracting(Order::orderId).containsExactly("urgent", "o");
    desk.accept(receive(TENANT, "2", at("p", "B", "1"), "3"));
    assertThat(order("urgent").status()).isEqualTo(Status.RESERVED);
    assertThat(order("o").lines().getFirst().waiting()).isEqualByComparingTo("1");
    desk.accept(receive(TENANT, "3", at("p", "B", "1"), "3"));
    assertThat(order("o").status()).isEqualTo(Status.RESERVED);
    assertThat(desk.events(OrderReserved.class)).extracting(event -> event.getOrderId() + event.getStatus())
        .containsExactly("oWAITING", "urgentRESERVED", "oWAITING", "oRESERVED");
    assertThat(queue(Queue.PICKING, "B")).as("by priority").containsExactly("urgent:1p1", "o:1p3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cancelledAtAnyStepEverythingGoesBack(int step) {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "3"));
    desk.accept(receive(TENANT, "2", at("p", "B", "2"), "3"));
    desk.accept(place("o", "p", "6", "q", "1").setPartial(true).build());
    if (step > 0) {
      desk.accept(pick("3", "o", null, some("1", "4")));
    }
    if (step > 1) {
      desk.accept(pack("4", "o", null, some("1", "3.5")));
    }
    if (step > 2) {
      desk.accept(ship("5", "o", "B"));
    }
    desk.driver.restart();
    InventoryReply cancelled = desk.accept(cancel("6", "o"));
    String left = step > 2 ? "0.5" : "0";
    assertThat(cancelled.getOrderStatus()).isEqualTo(step > 2 ? "SHIPPED" : "CANCELLED");
    assertThat(shelf("p", "A", "1")).isEqualTo("3 0");
    assertThat(desk.totals("p").available()).isEqualByComparingTo(new BigDecimal("6").subtract(new BigDecimal(left)));
    assertThat(desk.totals("q").backordered()).isEqualByComparingTo("0");
    assertThat(desk.driver.ask(new StockQuery(TENANT, "p", null, null, null, null, 10)).items())
        .noneMatch(item -> item.key().locationId().startsWith("~"));
    for (Queue queue : Queue.values()) {
      assertThat(Stream.of("A", "B").flatMap(warehouse -> queue(queue, warehouse).stream())).isEmpty();
    }
    desk.refuse(step > 2 ? Refusal.ORDER_SHIPPED : Refusal.ORDER_ENDED, pick("7", "o", null));
  }

  @Test
  void whatWaitsTooLongIsGivenUp() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "2"));
    desk.accept(place("some", "p", "5").setPartial(true).setReserveWithinSeconds(60L).build());
    desk.accept(place("none", "q", "5").setPartial(true).setReserveWithinSeconds(90L).build());
    assertThat(order("some").dueAt()).isEqualTo(NOON.plusSeconds(60));
    later(59);
    assertThat(order("some").status()).isEqualTo(Status.WAITING);
    later(60);
    assertThat(order("some").status()).isEqualTo(Status.RESERVED);
    assertThat(order("some").lines().getFirst().cancelled()).isEqualByComparingTo("3");
    later(90);
    assertThat(order("none").status()).isEqualTo(Status.CANCELLED);
    assertThat(desk.events(OrderCancelled.class)).extracting(OrderCancelled::getCause)
        .containsExactly(OrderCause.RESERVE_TIMEOUT);
    assertThat(desk.totals("q").backordered()).isEqualByComparingTo("0");
  }

  @Test
  void whatIsNotPickedInTimeIsGivenUp() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "8"));
    desk.accept(place("begun", "p", "5").setPickWithinSeconds(60L).build());
    desk.accept(place("late", "p", "3").setPickWithinSeconds(60L).build());
    desk.accept(pick("2", "begun", null, some("1", "2")));
    later(61);
    assertThat(order("begun").status()).isEqualTo(Status.PICKED);
    assertThat(order("late").status()).isEqualTo(Status.CANCELLED);
    assertThat(desk.totals("p").available()).isEqualByComparingTo("6");
    assertThat(desk.events(ReservationReleased.class)).hasSize(2);
    desk.accept(pack("3", "begun", null));
    desk.accept(ship("4", "begun", null));
  }

  @Test
  void noDecisionIsTakenOnWhatIsOverdue() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "8"));
    desk.accept(place("o", "p", "5", "p", "3").setPickWithinSeconds(60L).build());
    desk.accept(pick("2", "o", null, some("1", "2")));
    desk.time = NOON.plusSeconds(60);
    desk.refuse(Refusal.ORDER_NOT_READY, pick("3", "o", null));
    InventoryReply packed = desk.accept(pack("4", "o", null));
    assertThat(packed.getOrderStatus()).isEqualTo("PACKED");
    assertThat(desk.totals("p").available()).isEqualByComparingTo("6");
  }

  @Test
  void onlyTheOrderChangesItsReservations() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "8"));
    desk.accept(place("o", "p", "5").build());
    String reservation = order("o").lines().getFirst().reservationId();
    desk.refuse(Refusal.RESERVATION_OF_ORDER, InventoryRecords.release(TENANT, "2", reservation, null));
    desk.refuse(Refusal.RESERVATION_OF_ORDER, InventoryRecords.commit(TENANT, "3", reservation, null));
    InventoryReply free = desk.accept(InventoryRecords.reserve(TENANT, "4", "p", "1").setOrderId("o").build());
    desk.accept(InventoryRecords.release(TENANT, "5", free.getSubjectId(), null));
    var stale = pick("6", "o", null);
    stale.getMeta().setExpectedVersion(1L);
    desk.refuse(Refusal.VERSION_CONFLICT, stale);
  }

  @Test
  void ordersAreListed() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "8"));
    for (String id : List.of("o1", "o2", "o3")) {
      desk.time = desk.time.plusSeconds(1);
      desk.accept(place(id, "p", "2").setCustomerId(id.equals("o2") ? "d" : "c").build());
    }
    desk.accept(cancel("2", "o3"));
    assertThat(listed(null, null, null)).containsExactly("o3", "o2", "o1");
    assertThat(listed(null, null, "c")).containsExactly("o3", "o1");
    assertThat(listed(Status.CANCELLED, null, null)).containsExactly("o3");
    assertThat(listed(null, "A", null)).containsExactly("o2", "o1");
    assertThat(desk.events(StockReserved.class)).allSatisfy(event -> assertThat(event.getOperationId()).isNotNull());
  }

  private List<String> listed(Status status, String warehouse, String customer) {
    return desk.driver.ask(new OrdersQuery(TENANT, status, warehouse, customer, false, null, 10)).items().stream()
        .map(Order::orderId).toList();
  }

  private void later(int seconds) {
    desk.time = NOON.plusSeconds(seconds);
    desk.accept(InventoryRecords.warehouse(TENANT, "at" + seconds));
    desk.driver.tick();
    desk.collect();
  }

  private Order order(String id) {
    return desk.driver.ask(new OrderQuery(TENANT, id)).orElseThrow();
  }

  private String shelf(String product, String warehouse, String location) {
    return desk.driver.ask(new StockQuery(TENANT, product, warehouse, location, null, null, 10)).items().stream()
        .map(item -> item.quantity() + " " + item.reserved()).findFirst().orElse("none");
  }

  /** Order: line, product and quantity of each of its lines. */
  private List<String> queue(Queue queue, String warehouse) {
    return desk.driver.ask(new WorkQueueQuery(TENANT, queue, warehouse, null, 10)).items().stream()
        .map(item -> item.orderId() + ":" + String.join(",", item.lines().stream()
            .map(line -> line.lineId() + line.productId()
                + (queue == Queue.PICKING ? line.reserved() : line.picked().add(line.packed())))
            .toList()))
        .toList();
  }
}
