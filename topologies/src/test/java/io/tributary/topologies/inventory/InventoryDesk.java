package io.tributary.topologies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.Tracking;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The inventory of one tenant under the test driver, with a warehouse or two. */
final class InventoryDesk implements AutoCloseable {
  static final UUID TENANT = new UUID(1, 2);

  /** Few, so that upkeep has something to go on with. */
  static final int REVALUED_AT_ONCE = 5;

  final ContextDriver driver;
  final List<SpecificRecord> events = new ArrayList<>();
  Instant time = InventoryRecords.NOON;

  InventoryDesk(Path directory) {
    driver = new ContextDriver(new InventoryTopology(OperationLog.DEFAULT_WINDOW, REVALUED_AT_ONCE), directory);
  }

  /** Two warehouses with two locations each: A/1, A/2, B/1, B/2. */
  InventoryDesk furnished() {
    for (String warehouse : List.of("A", "B")) {
      accept(InventoryRecords.warehouse(TENANT, warehouse));
      accept(InventoryRecords.location(TENANT, warehouse, "1"));
      accept(InventoryRecords.location(TENANT, warehouse, "2"));
    }
    return this;
  }

  InventoryDesk product(String id, Tracking tracking, @Nullable String reorderPoint) {
    accept(InventoryRecords.product(TENANT, id, 2, tracking, reorderPoint));
    return this;
  }

  static StockKey at(String product, String warehouse, String location) {
    return new StockKey(product, warehouse, location, "");
  }

  InventoryReply send(SpecificRecord command) {
    driver.pipe(Context.INVENTORY.commands(), TENANT, command, time);
    List<InventoryReply> replies = driver.read(Context.INVENTORY.replies(), InventoryReply.class);
    collect();
    assertThat(replies).as("one reply to %s", command).hasSize(1);
    return replies.getFirst();
  }

  InventoryReply accept(SpecificRecord command) {
    InventoryReply reply = send(command);
    assertThat(reply.getCode()).as("%s", command).isNull();
    return reply;
  }

  void refuse(Refusal reason, SpecificRecord command) {
    assertThat(String.valueOf(send(command).getCode())).as("%s", command).isEqualTo(reason.name());
  }

  /** Lets upkeep value anew what is left. */
  void revalue() {
    while (driver.rows(StoreKind.STATE).scan(
        ValuationRows.revaluations(), KeyCodec.endOf(ValuationRows.revaluations()), false, Iterator::hasNext)) {
      driver.tick();
      collect();
    }
  }

  void collect() {
    events.addAll(driver.read(Context.INVENTORY.events(), SpecificRecord.class));
  }

  <T extends SpecificRecord> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Totals totals(String product) {
    Totals totals = driver.ask(new StockLevelQuery(TENANT, product)).orElseThrow().totals();
    return totals == null ? Totals.none(product) : totals;
  }

  Reservation reservation(InventoryReply reply) {
    return driver.ask(new ReservationQuery(TENANT, reply.getSubjectId())).orElseThrow();
  }

  @Override
  public void close() {
    driver.close();
  }
}
