package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static io.tributary.topologies.inventory.InventoryDesk.at;
import static io.tributary.topologies.inventory.InventoryRecords.meta;
import static io.tributary.topologies.inventory.InventoryRecords.number;
import static io.tributary.topologies.inventory.InventoryRecords.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.inventory.CreateLocation;
import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.ReceiveTransfer;
import io.tributary.inventory.ReservationStrategy;
import io.tributary.inventory.SendTransfer;
import io.tributary.inventory.StockAdjusted;
import io.tributary.inventory.Tracking;
import io.tributary.schemas.Context;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goods on their way between warehouses, and places on the way through one. */
class TransferTopologyTest {
  @TempDir Path directory;

  private InventoryDesk desk;
  private StockFold fold;

  @BeforeEach
  void open() {
    desk = new InventoryDesk(directory).furnished().product("p", Tracking.NONE, null);
    fold = new StockFold(desk);
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
  }

  @AfterEach
  void close() {
    fold.check(false);
    fold.checkRows("p");
    assertThat(desk.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
    desk.close();
  }

  @Test
  void whatIsOnItsWayIsThereButNobodysToPromise() {
    desk.accept(send("2", "t", "6"));
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("10");
    assertThat(desk.totals("p").available()).isEqualByComparingTo("4");
    desk.refuse(Refusal.INSUFFICIENT_STOCK, InventoryRecords.reserve(TENANT, "3", "p", "5").build());
    String kept = desk.driver.ask(new TransferQuery(TENANT, "t")).orElseThrow().reservationId();
    desk.refuse(Refusal.RESERVATION_OF_ORDER, InventoryRecords.release(TENANT, "4", kept, null));
    desk.accept(OrderRecords.place("o", "p", "8").setPartial(true).build());
    desk.accept(arrive("5", "t", "2", null, true));
    assertThat(desk.driver.ask(new OrderQuery(TENANT, "o")).orElseThrow().status())
        .as("what came serves who waited").isEqualTo(Order.Status.RESERVED);
    assertThat(desk.driver.ask(new ReservationQuery(TENANT, kept)).orElseThrow().active()).isFalse();
    assertThat(places()).containsExactly("A1:4", "B2:6");
    desk.refuse(Refusal.TRANSFER_ENDED, arrive("6", "t", "2", null, true));
    desk.refuse(Refusal.TRANSFER_EXISTS, send("7", "t", "1"));
  }

  @Test
  void differencesAreWrittenOffAndUp() {
    desk.accept(send("2", "short", "4"));
    desk.accept(send("3", "long", "4"));
    desk.accept(arrive("4", "short", "1", "1", false));
    assertThat(transfer("short").inTransit()).isEqualByComparingTo("3");
    desk.driver.restart();
    InventoryReply last = desk.accept(arrive("5", "short", "1", "2", true));
    assertThat(last.getQuantity()).isEqualByComparingTo("2");
    assertThat(transfer("short").missing()).isEqualByComparingTo("1");
    desk.accept(arrive("6", "long", "2", "5", true));
    assertThat(transfer("long").surplus()).isEqualByComparingTo("1");
    assertThat(desk.events(StockAdjusted.class)).extracting(event -> event.getReason())
        .containsExactly("missing of transfer short", "surplus of transfer long");
    assertThat(places()).containsExactly("A1:2", "B1:3", "B2:5");
    assertThat(desk.driver.ask(new TransfersQuery(TENANT, "B", true, null, 10)).items()).isEmpty();
    assertThat(desk.driver.ask(new TransfersQuery(TENANT, null, false, null, 10)).items()).hasSize(2);
  }

  @Test
  void allOfItMayBeLost() {
    desk.accept(send("2", "t", "4"));
    desk.accept(arrive("3", "t", "1", "0", true));
    assertThat(places()).containsExactly("A1:6");
  }

  @Test
  void onlyWhatIsFreeAndThereCanBeSent() {
    desk.refuse(Refusal.INSUFFICIENT_STOCK, send("2", "t", "11"));
    desk.accept(InventoryRecords.reserve(TENANT, "3", "p", "8").build());
    desk.refuse(Refusal.STOCK_RESERVED, send("4", "t", "3"));
    desk.refuse(Refusal.TRANSFER_NOT_FOUND, arrive("5", "t", "1", null, true));
    var here = send("6", "t", "1");
    here.setToWarehouseId("A");
    desk.refuse(Refusal.SAME_LOCATION, here);
  }

  @Test
  void theNearestPlacesAreTakenFirst() {
    for (List<Object> place : List.<List<Object>>of(List.of("far", 9L), List.of("near", 1L))) {
      desk.accept(new CreateLocation(
          meta(TENANT, "location.create"), "at-" + place.getFirst(), "A", (String) place.getFirst(), null, (Long) place.getLast()));
      desk.accept(receive(TENANT, "to-" + place.getFirst(), at("p", "A", (String) place.getFirst()), "3"));
    }
    InventoryReply kept = desk.accept(
        InventoryRecords.reserve(TENANT, "2", "p", "7").setStrategy(ReservationStrategy.NEAREST).build());
    assertThat(desk.reservation(kept).parts()).extracting(part -> part.place().locationId() + part.quantity())
        .containsExactly("near3", "far3", "11");
    var order = OrderRecords.place("o", "p", "4").build();
    order.getItems().getFirst().setStrategy(ReservationStrategy.NEAREST);
    desk.accept(order);
  }

  private static SendTransfer send(String operationId, String id, String quantity) {
    return new SendTransfer(
        meta(TENANT, "transfer.send"), operationId, id, "p", "A", "1", "B", null, number(quantity), null);
  }

  private static ReceiveTransfer arrive(
      String operationId, String id, String location, @Nullable String quantity, boolean complete) {
    return new ReceiveTransfer(
        meta(TENANT, "transfer.receive"), operationId, id, location, quantity == null ? null : number(quantity), complete);
  }

  private StockTransfer transfer(String id) {
    return desk.driver.ask(new TransferQuery(TENANT, id)).orElseThrow();
  }

  private List<String> places() {
    return desk.driver.ask(new StockQuery(TENANT, "p", null, null, null, null, 10)).items().stream()
        .map(item -> item.key().warehouseId() + item.key().locationId() + ":" + item.quantity()).toList();
  }
}
