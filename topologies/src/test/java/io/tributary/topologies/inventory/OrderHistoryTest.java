package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.CommandMeta;
import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.OrderItem;
import io.tributary.inventory.OrderSelection;
import io.tributary.inventory.Tracking;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.inventory.WorkQueueQuery.Queue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orders over generated histories, among all else that moves stock: each line conserves its quantity, stock is never wrong,
 * nothing happens twice, and in the end each order has ended and keeps nothing.
 */
class OrderHistoryTest {
  private static final int STEPS = 700;
  private static final List<String> PRODUCTS = List.of("p", "q", "lots");
  private static final List<String> WAREHOUSES = List.of("A", "B");

  @TempDir Path directory;

  private Random random;
  private InventoryDesk desk;
  private StockFold stock;
  private OrderFold orders;
  private final List<SpecificRecord> sent = new ArrayList<>();
  private int operations;
  private int placed;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void holdsTheInvariants(long seed) {
    random = new Random(seed);
    try (InventoryDesk opened = new InventoryDesk(directory)) {
      desk = opened.furnished().product("p", Tracking.NONE, "20").product("q", Tracking.NONE, null);
      desk.product("lots", Tracking.LOT, "3");
      stock = new StockFold(desk);
      orders = new OrderFold(desk);
      for (int step = 0; step < STEPS; step++) {
        desk.time = desk.time.plusSeconds(random.nextInt(20));
        step();
        if (step % 200 == 150) {
          desk.driver.restart();
        }
        if (random.nextInt(8) == 0) {
          desk.driver.tick();
          desk.collect();
        }
        check(step % 50 == 0);
      }
      assertThat(orders.kinds()).as("the history meets every kind of event").containsExactlyInAnyOrder(
          "OrderPlaced", "OrderReserved", "ItemsPicked", "ItemsMissing", "OrderPacked", "OrderShipped", "OrderReduced",
          "OrderCancelled");
      end();
      assertThat(desk.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
    }
  }

  private void check(boolean rows) {
    stock.check(false);
    orders.check();
    if (rows) {
      orders.checkRows();
    }
  }

  private void step() {
    if (!sent.isEmpty() && random.nextInt(8) == 0) {
      SpecificRecord again =
          ContextDriver.PAYLOADS.decode(ContextDriver.PAYLOADS.encode(sent.get(random.nextInt(sent.size()))));
      ((CommandMeta) again.get(0)).setId(UUID.randomUUID().toString());
      int events = desk.events.size();
      assertThat(desk.send(again).getReplayed()).as("%s is decided once", again).isTrue();
      assertThat(desk.events).hasSize(events);
      return;
    }
    SpecificRecord command = command();
    int events = desk.events.size();
    InventoryReply reply = desk.send(command);
    sent.add(command);
    if (reply.getCode() != null) {
      assertThat(desk.events.subList(events, desk.events.size())).as("refused, %s changes nothing", command)
          .extracting(event -> event.getSchema().getName()).containsExactly("InventoryRefused");
    }
  }

  private SpecificRecord command() {
    String id = "op-" + operations++;
    StockKey place = place();
    String order = "o" + Math.max(0, placed - random.nextInt(12));
    String warehouse = random.nextBoolean() ? null : pick(WAREHOUSES);
    return switch (random.nextInt(17)) {
      case 0, 1, 2 -> InventoryRecords.receive(TENANT, id, place, quantity());
      case 3 -> InventoryRecords.issue(TENANT, id, place, quantity());
      case 4 -> InventoryRecords.recount(TENANT, id, place, quantity());
      case 5 -> InventoryRecords.transfer(TENANT, id, place, pick(WAREHOUSES), "2", quantity());
      case 6, 7, 8 -> order("o" + ++placed);
      case 9, 10 -> OrderRecords.pick(id, order, warehouse, some());
      case 16 -> OrderRecords.pick(
          id, order, warehouse,
          OrderRecords.missing("1", random.nextBoolean() ? null : "0", random.nextBoolean() ? "0.25" : "3"));
      case 11, 12 -> OrderRecords.pack(id, order, warehouse, some());
      case 13, 14 -> OrderRecords.ship(id, order, warehouse, some());
      default -> OrderRecords.cancel(id, order);
    };
  }

  private SpecificRecord order(String id) {
    List<OrderItem> items = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      items.add(OrderRecords.item(pick(PRODUCTS), quantity(), random.nextInt(4) == 0 ? pick(WAREHOUSES) : null, null));
    }
    return OrderRecords.place(id, items)
        .setPartial(random.nextInt(3) > 0)
        .setPriority(random.nextInt(3))
        .setReserveWithinSeconds(random.nextBoolean() ? null : 1L + random.nextInt(400))
        .setPickWithinSeconds(random.nextBoolean() ? null : 1L + random.nextInt(400))
        .build();
  }

  private OrderSelection[] some() {
    return random.nextInt(3) > 0
        ? new OrderSelection[0]
        : new OrderSelection[] {OrderRecords.some("1", random.nextBoolean() ? null : "0.5")};
  }

  /** All that can be shipped is, the rest is given up. */
  private void end() {
    for (String order : List.copyOf(orders.ids())) {
      desk.send(OrderRecords.pack("end-pack-" + order, order, null));
      desk.send(OrderRecords.ship("end-ship-" + order, order, null));
      desk.send(OrderRecords.cancel("end-cancel-" + order, order));
    }
    // What was overdue by then ends by its timer.
    desk.driver.tick();
    desk.collect();
    check(true);
    for (String order : orders.ids()) {
      assertThat(desk.driver.ask(new OrderQuery(TENANT, order)).orElseThrow().status().ended()).isTrue();
    }
    assertThat(desk.driver.ask(new OrdersQuery(TENANT, null, null, null, true, null, 10)).items()).isEmpty();
    for (String product : PRODUCTS) {
      stock.checkRows(product);
      assertThat(desk.totals(product).reserved()).isEqualByComparingTo(BigDecimal.ZERO);
      assertThat(desk.totals(product).backordered()).isEqualByComparingTo(BigDecimal.ZERO);
    }
    for (String warehouse : WAREHOUSES) {
      for (Queue queue : Queue.values()) {
        assertThat(desk.driver.ask(new WorkQueueQuery(TENANT, queue, warehouse, null, 10)).items()).isEmpty();
      }
      assertThat(desk.driver.ask(new StockQuery(TENANT, null, warehouse, null, null, null, 200)).items())
          .as("no tote is left").noneMatch(item -> Totes.holds(item.key()));
    }
    desk.time = desk.time.plusSeconds(1_000);
    desk.accept(InventoryRecords.warehouse(TENANT, "last"));
    int events = desk.events.size();
    desk.driver.tick();
    desk.collect();
    assertThat(desk.events).as("no timer is left").hasSize(events);
  }

  private StockKey place() {
    String product = pick(PRODUCTS);
    return new StockKey(
        product, pick(WAREHOUSES), pick(List.of("1", "2")), product.equals("lots") ? pick(List.of("l1", "l2")) : "");
  }

  private String quantity() {
    return new BigDecimal(1 + random.nextInt(2_000)).movePointLeft(2).toPlainString();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
