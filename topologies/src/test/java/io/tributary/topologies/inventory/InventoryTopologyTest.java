package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static io.tributary.topologies.inventory.InventoryDesk.at;
import static io.tributary.topologies.inventory.InventoryRecords.NOON;
import static io.tributary.topologies.inventory.InventoryRecords.adjust;
import static io.tributary.topologies.inventory.InventoryRecords.commit;
import static io.tributary.topologies.inventory.InventoryRecords.issue;
import static io.tributary.topologies.inventory.InventoryRecords.number;
import static io.tributary.topologies.inventory.InventoryRecords.putAway;
import static io.tributary.topologies.inventory.InventoryRecords.receive;
import static io.tributary.topologies.inventory.InventoryRecords.recount;
import static io.tributary.topologies.inventory.InventoryRecords.release;
import static io.tributary.topologies.inventory.InventoryRecords.reserve;
import static io.tributary.topologies.inventory.InventoryRecords.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.EventMeta;
import io.tributary.directory.TenantStatus;
import io.tributary.directory.TenantStatusChanged;
import io.tributary.inventory.InventoryAdjusted;
import io.tributary.inventory.InventoryRefusal;
import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.LowStockAlert;
import io.tributary.inventory.ReleaseCause;
import io.tributary.inventory.ReservationReleased;
import io.tributary.inventory.ReservationStrategy;
import io.tributary.inventory.SetReorderPoint;
import io.tributary.inventory.StockAdjusted;
import io.tributary.inventory.StockReserved;
import io.tributary.inventory.Tracking;
import io.tributary.inventory.UpdateProduct;
import io.tributary.schemas.Context;
import io.tributary.topologies.inventory.Reservation.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single commands do, from the record to the reply, the events and the rows for readers. */
class InventoryTopologyTest {
  @TempDir Path directory;

  private InventoryDesk desk;

  @BeforeEach
  void open() {
    desk = new InventoryDesk(directory).furnished().product("p", Tracking.NONE, null);
  }

  @AfterEach
  void close() {
    assertThat(desk.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
    desk.close();
  }

  @Test
  void goodsComeMoveAndLeave() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    desk.accept(putAway(TENANT, "2", at("p", "A", "1"), "2", "4"));
    desk.accept(transfer(TENANT, "3", at("p", "A", "2"), "B", "1", "1.5"));
    InventoryReply issued = desk.accept(issue(TENANT, "4", at("p", "A", "1"), "6"));

    assertThat(issued.getAvailable()).isEqualByComparingTo("4");
    assertThat(issued.getVersion()).as("the product's fourth movement").isEqualTo(4);
    StockLevel level = desk.driver.ask(new StockLevelQuery(TENANT, "p")).orElseThrow();
    assertThat(level.items()).extracting(item -> item.key().warehouseId() + item.key().locationId() + item.quantity())
        .as("a place where nothing lies is not listed").containsExactly("A22.5", "B11.5");
    List<MovementView> movements =
        desk.driver.ask(new MovementsQuery(TENANT, "p", null, null, null, null, null, 10)).items();
    assertThat(movements).extracting(MovementView::type)
        .containsExactly("stock.issued", "stock.transferred", "items.put_away", "goods.received");
    assertThat(desk.driver.ask(new MovementsQuery(TENANT, null, "B", null, null, null, null, 10)).items())
        .as("only what touched the warehouse").extracting(MovementView::version).containsExactly(3L);
    assertThat(desk.driver.ask(new WarehouseQuery(TENANT, "A")).orElseThrow())
        .extracting(WarehouseOverview::places, WarehouseOverview::products, WarehouseOverview::locations)
        .containsExactly(1, 1, 2);
  }

  @Test
  void nothingLeavesThatIsNotThereOrKept() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    desk.accept(reserve(TENANT, "2", "p", "8").build());
    desk.refuse(Refusal.STOCK_RESERVED, issue(TENANT, "3", at("p", "A", "1"), "3"));
    desk.refuse(Refusal.INSUFFICIENT_STOCK, issue(TENANT, "4", at("p", "A", "1"), "11"));
    desk.refuse(Refusal.INSUFFICIENT_STOCK, reserve(TENANT, "5", "p", "2.01").build());
    desk.refuse(Refusal.STOCK_RESERVED, recount(TENANT, "6", at("p", "A", "1"), "7"));
    desk.accept(issue(TENANT, "7", at("p", "A", "1"), "2"));
    assertThat(desk.totals("p").available()).isEqualByComparingTo("0");
  }

  @Test
  void aTenantMayAllowNegativeStock() {
    desk.accept(InventoryRecords.policy(TENANT, "1", true));
    desk.accept(issue(TENANT, "2", at("p", "A", "1"), "3"));
    InventoryReply kept =
        desk.accept(reserve(TENANT, "3", "p", "2").setWarehouseId("B").setLocationId("1").build());
    assertThat(kept.getAvailable()).isEqualByComparingTo("-5");
    desk.refuse(Refusal.INSUFFICIENT_STOCK, reserve(TENANT, "4", "p", "2").build());
    desk.accept(receive(TENANT, "5", at("p", "A", "1"), "3"));
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("0");
  }

  @Test
  void anOperationIsDecidedOnce() {
    InventoryReply first = desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    InventoryReply again = desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    assertThat(again.getReplayed()).isTrue();
    assertThat(again.getEventId()).isEqualTo(first.getEventId());
    InventoryReply other = desk.send(receive(TENANT, "1", at("p", "A", "1"), "11"));
    assertThat(other.getCode()).isEqualTo(InventoryRefusal.OPERATION_MISMATCH);
    assertThat(other.getField()).isEqualTo("quantity");
    desk.refuse(Refusal.INSUFFICIENT_STOCK, issue(TENANT, "2", at("p", "A", "1"), "12"));
    desk.accept(receive(TENANT, "3", at("p", "A", "1"), "10"));
    desk.driver.restart();
    desk.refuse(Refusal.INSUFFICIENT_STOCK, issue(TENANT, "2", at("p", "A", "1"), "12"));
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("20");
    assertThat(desk.driver.ask(new OperationQuery(TENANT, "stock.issue", "2")).orElseThrow().refusal())
        .isEqualTo(Refusal.INSUFFICIENT_STOCK);
  }

  @Test
  void whoExpectsAnotherVersionIsRefused() {
    var stale = receive(TENANT, "1", at("p", "A", "1"), "10");
    stale.getMeta().setExpectedVersion(7L);
    desk.refuse(Refusal.VERSION_CONFLICT, stale);
    var fresh = receive(TENANT, "2", at("p", "A", "1"), "10");
    fresh.getMeta().setExpectedVersion(0L);
    assertThat(desk.accept(fresh).getVersion()).isEqualTo(1);
  }

  @Test
  void anSkuIsOneProductsUntilItIsGivenUp() {
    var taken = InventoryRecords.product(TENANT, "q", 0, Tracking.NONE, null);
    taken.setSku("SKU-p");
    desk.refuse(Refusal.SKU_TAKEN, taken);
    desk.accept(new UpdateProduct(
        InventoryRecords.meta(TENANT, "product.update"), "1", "p", "NEW", null, null, null, null, null));
    taken.setOperationId("2");
    desk.accept(taken);
    assertThat(desk.driver.ask(new ProductsQuery(TENANT, null, null, null, 10)).items())
        .extracting(Product::sku).containsExactly("NEW", "SKU-p");
    assertThat(desk.driver.ask(new ProductsQuery(TENANT, "SK", null, null, 10)).items())
        .extracting(Product::productId).containsExactly("q");
  }

  @Test
  void quantitiesAreAsExactAsTheUnit() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "0.1"));
    desk.accept(receive(TENANT, "2", at("p", "A", "1"), "0.2"));
    desk.accept(issue(TENANT, "3", at("p", "A", "1"), "0.3"));
    desk.refuse(Refusal.QUANTITY_TOO_PRECISE, receive(TENANT, "4", at("p", "A", "1"), "0.001"));
    desk.refuse(Refusal.QUANTITY_OUT_OF_RANGE, receive(TENANT, "5", at("p", "A", "1"), "0"));
    desk.refuse(Refusal.QUANTITY_OUT_OF_RANGE, receive(TENANT, "6", at("p", "A", "1"), "1000000000001"));
    assertThat(desk.totals("p").quantity()).isEqualTo("0");
  }

  @Test
  void aReservationTakesByItsStrategy() {
    desk.product("lots", Tracking.LOT, null);
    lot("old", "B", NOON.plus(Duration.ofDays(30)));
    lot("soon", "A", NOON.plus(Duration.ofDays(3)));
    lot("new", "A", null);
    for (var expected : List.of(
        List.of(ReservationStrategy.FIFO, "old", "soon"),
        List.of(ReservationStrategy.FEFO, "soon", "old"),
        List.of(ReservationStrategy.LIFO, "new", "soon"))) {
      InventoryReply reply = desk.accept(reserve(TENANT, expected.toString(), "lots", "6")
          .setStrategy((ReservationStrategy) expected.getFirst()).build());
      assertThat(desk.reservation(reply).parts()).extracting(part -> part.place().lot() + part.quantity())
          .containsExactly(expected.get(1) + "5", expected.get(2) + "1");
      desk.accept(release(TENANT, expected.toString(), reply.getSubjectId(), null));
    }
    desk.time = NOON.plus(Duration.ofDays(4));
    InventoryReply late = desk.accept(
        reserve(TENANT, "late", "lots", "6").setStrategy(ReservationStrategy.FEFO).build());
    assertThat(desk.reservation(late).parts()).as("what is past its date is not promised")
        .extracting(part -> part.place().lot()).containsExactly("old", "new");
  }

  private void lot(String lot, String warehouse, java.time.Instant expiresAt) {
    desk.time = desk.time.plusSeconds(1);
    desk.accept(receive(TENANT, lot, new StockKey("lots", warehouse, "1", lot), "5", expiresAt));
  }

  @Test
  void aSerialNumberIsAtOnePlace() {
    desk.product("s", Tracking.SERIAL, null);
    desk.refuse(Refusal.LOT_REQUIRED, receive(TENANT, "1", at("s", "A", "1"), "1"));
    desk.refuse(Refusal.QUANTITY_OUT_OF_RANGE, receive(TENANT, "2", new StockKey("s", "A", "1", "n1"), "2"));
    desk.accept(receive(TENANT, "3", new StockKey("s", "A", "1", "n1"), "1"));
    desk.refuse(Refusal.SERIAL_TAKEN, receive(TENANT, "4", new StockKey("s", "B", "1", "n1"), "1"));
    desk.accept(transfer(TENANT, "5", new StockKey("s", "A", "1", "n1"), "B", "1", "1"));
    desk.accept(issue(TENANT, "6", new StockKey("s", "B", "1", "n1"), "1"));
    desk.accept(receive(TENANT, "7", new StockKey("s", "A", "2", "n1"), "1"));
  }

  @Test
  void reservationsAreCommittedInPartsAndReleased() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    InventoryReply kept = desk.accept(reserve(TENANT, "2", "p", "8").build());
    desk.accept(commit(TENANT, "3", kept.getSubjectId(), "3"));
    desk.refuse(Refusal.EXCEEDS_RESERVATION, commit(TENANT, "4", kept.getSubjectId(), "6"));
    desk.accept(release(TENANT, "5", kept.getSubjectId(), "1"));
    InventoryReply last = desk.accept(commit(TENANT, "6", kept.getSubjectId(), null));
    assertThat(last.getQuantity()).isEqualByComparingTo("4");
    desk.refuse(Refusal.RESERVATION_ENDED, commit(TENANT, "7", kept.getSubjectId(), null));
    desk.refuse(Refusal.RESERVATION_NOT_FOUND, release(TENANT, "8", "nobody's", null));
    assertThat(desk.reservation(kept).status()).isEqualTo(Status.COMMITTED);
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("3");
    assertThat(desk.totals("p").reserved()).isEqualByComparingTo("0");
  }

  @Test
  void backOrdersAreFilledByTheNextReceiptInTheirOrder() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "2"));
    InventoryReply low = desk.accept(reserve(TENANT, "low", "p", "5").setPartial(true).build());
    InventoryReply high = desk.accept(reserve(TENANT, "high", "p", "4").setPartial(true).setPriority(1).build());
    assertThat(low.getQuantity()).isEqualByComparingTo("2");
    assertThat(low.getBackordered()).isEqualByComparingTo("3");
    desk.accept(receive(TENANT, "2", at("p", "B", "1"), "5"));
    assertThat(desk.reservation(high).backordered()).isEqualByComparingTo("0");
    assertThat(desk.reservation(low).reserved()).isEqualByComparingTo("3");
    assertThat(desk.reservation(low).backordered()).isEqualByComparingTo("2");
    assertThat(desk.totals("p").backordered()).isEqualByComparingTo("2");
    assertThat(desk.events(StockReserved.class)).extracting(StockReserved::getOperationId)
        .as("nobody asked for what was filled").containsExactly("low", "high", null, null);
    desk.accept(release(TENANT, "3", high.getSubjectId(), null));
    assertThat(desk.reservation(low).backordered()).as("also by what is given back").isEqualByComparingTo("0");
  }

  @Test
  void aReservationExpiresByTimerOrBeforeTheNextDecision() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    InventoryReply first = desk.accept(reserve(TENANT, "2", "p", "6").setTimeoutSeconds(60L).build());
    desk.time = NOON.plusSeconds(59);
    desk.refuse(Refusal.INSUFFICIENT_STOCK, reserve(TENANT, "3", "p", "6").build());
    desk.time = NOON.plusSeconds(60);
    InventoryReply second = desk.accept(reserve(TENANT, "4", "p", "6").setTimeoutSeconds(30L).build());
    assertThat(desk.reservation(first).status()).isEqualTo(Status.EXPIRED);
    desk.refuse(Refusal.RESERVATION_ENDED, commit(TENANT, "5", first.getSubjectId(), null));

    desk.time = NOON.plusSeconds(100);
    desk.driver.restart();
    desk.accept(InventoryRecords.warehouse(TENANT, "C"));
    desk.driver.tick();
    desk.collect();
    assertThat(desk.reservation(second).status()).isEqualTo(Status.EXPIRED);
    assertThat(desk.totals("p").available()).isEqualByComparingTo("10");
    assertThat(desk.events(ReservationReleased.class)).hasSize(2)
        .allSatisfy(event -> assertThat(event.getCause()).isEqualTo(ReleaseCause.EXPIRED));
  }

  @Test
  void aReservationExpiresWhereNothingElseHappens() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    InventoryReply kept = desk.accept(reserve(TENANT, "2", "p", "6").setTimeoutSeconds(60L).build());
    desk.driver.reach(NOON.plusSeconds(50));
    desk.driver.reach(NOON.plusSeconds(59));
    desk.collect();
    assertThat(desk.driver.read(Context.INVENTORY.commands())).as("nobody asks for the time before").isEmpty();
    assertThat(desk.reservation(kept).status()).isEqualTo(Status.ACTIVE);
    desk.driver.reach(NOON.plusSeconds(70));
    desk.driver.tick();
    desk.collect();
    assertThat(desk.reservation(kept).status()).isEqualTo(Status.EXPIRED);
    assertThat(desk.totals("p").available()).isEqualByComparingTo("10");
    assertThat(desk.driver.read(Context.INVENTORY.commands())).as("once").hasSize(1);
    desk.driver.reach(NOON.plusSeconds(100));
    assertThat(desk.driver.read(Context.INVENTORY.commands())).isEmpty();
  }

  @Test
  void anAlertIsGivenOncePerCrossing() {
    desk.product("few", Tracking.NONE, "5");
    assertThat(desk.events(LowStockAlert.class)).as("there is none yet").hasSize(1);
    desk.accept(receive(TENANT, "1", at("few", "A", "1"), "10"));
    InventoryReply kept = desk.accept(reserve(TENANT, "2", "few", "5").build());
    desk.accept(issue(TENANT, "3", at("few", "A", "1"), "1"));
    assertThat(desk.events(LowStockAlert.class)).hasSize(2);
    assertThat(desk.driver.ask(new LowStockQuery(TENANT, null, 10)).items())
        .extracting(item -> item.totals().available().toPlainString()).containsExactly("4");
    desk.accept(release(TENANT, "4", kept.getSubjectId(), null));
    assertThat(desk.driver.ask(new LowStockQuery(TENANT, null, 10)).items()).isEmpty();
    desk.accept(new SetReorderPoint(
        InventoryRecords.meta(TENANT, "product.set_reorder_point"), "5", "few", number("9"), number("20")));
    assertThat(desk.events(LowStockAlert.class)).hasSize(3);
  }

  @Test
  void theInventorysAdjustmentIsPassedOnToTheWarehouse() {
    desk.accept(receive(TENANT, "1", at("p", "A", "1"), "10"));
    desk.accept(adjust(TENANT, "2", at("p", "A", "1"), "-1"));
    assertThat(desk.events(StockAdjusted.class)).hasSize(1);
    assertThat(desk.events(InventoryAdjusted.class)).hasSize(1);
    assertThat(desk.totals("p").quantity()).isEqualByComparingTo("9");
  }

  @Test
  void aSuspendedTenantIsRefused() {
    EventMeta meta = EventMeta.newBuilder()
        .setId(UUID.randomUUID().toString()).setType("tenant.status_changed").setAggregateId(TENANT.toString())
        .setAggregateType("tenant").setTenantId(TENANT.toString()).setVersion(2).setTimestamp(NOON).build();
    desk.driver.pipe(
        Context.DIRECTORY.events(), TENANT,
        new TenantStatusChanged(meta, TenantStatus.ACTIVE, TenantStatus.SUSPENDED, null), NOON);
    desk.refuse(Refusal.TENANT_NOT_ACTIVE, receive(TENANT, "1", at("p", "A", "1"), "10"));
  }
}
