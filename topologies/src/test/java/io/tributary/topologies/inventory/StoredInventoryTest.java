package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static io.tributary.topologies.inventory.InventoryDesk.at;
import static io.tributary.topologies.inventory.InventoryRecords.adjust;
import static io.tributary.topologies.inventory.InventoryRecords.commit;
import static io.tributary.topologies.inventory.InventoryRecords.issue;
import static io.tributary.topologies.inventory.InventoryRecords.location;
import static io.tributary.topologies.inventory.InventoryRecords.meta;
import static io.tributary.topologies.inventory.InventoryRecords.number;
import static io.tributary.topologies.inventory.InventoryRecords.policy;
import static io.tributary.topologies.inventory.InventoryRecords.product;
import static io.tributary.topologies.inventory.InventoryRecords.receive;
import static io.tributary.topologies.inventory.InventoryRecords.reserve;
import static io.tributary.topologies.inventory.InventoryRecords.warehouse;
import static io.tributary.topologies.inventory.OrderRecords.pick;
import static io.tributary.topologies.inventory.OrderRecords.place;

import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.SendTransfer;
import io.tributary.inventory.Tracking;
import io.tributary.topologies.PinnedHistory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredInventoryTest {
  private static final StockKey LOT = new StockKey("lots", "A", "1", "lot-1");

  @TempDir Path directory;

  @Test
  void staysAsItLies() throws Exception {
    try (PinnedHistory history = new PinnedHistory(new InventoryTopology(), TENANT, directory)) {
      history.send(policy(TENANT, "policy", true));
      history.send(warehouse(TENANT, "A"));
      history.send(warehouse(TENANT, "B"));
      history.send(location(TENANT, "A", "1"));
      history.send(location(TENANT, "B", "1"));
      history.send(product(TENANT, "p", 2, Tracking.NONE, "8"));
      history.send(product(TENANT, "q", 0, Tracking.NONE, null));
      history.send(product(TENANT, "lots", 2, Tracking.LOT, null));
      history.send(receive(TENANT, "1", at("p", "A", "1"), "10.5"));
      history.send(receive(TENANT, "2", at("q", "A", "1"), "7"));
      history.send(receive(TENANT, "3", LOT, "4", history.time().plus(Duration.ofDays(90))));
      history.send(issue(TENANT, "4", at("q", "A", "1"), "2"));
      history.send(adjust(TENANT, "5", at("p", "A", "1"), "-0.5"));
      String reservation = history.ask(
          reserve(TENANT, "6", "p", "3").setTimeoutSeconds(3_600L).build(), InventoryReply.class).getSubjectId();
      history.send(commit(TENANT, "7", reservation, "1"));
      history.send(reserve(TENANT, "01990000-0000-7000-8000-00000000beef", "q", "9").setPartial(true).build());
      history.send(new SendTransfer(meta(TENANT, "transfer.send"), "8", "transfer-1", "p", "A", "1", "B", null, number("1"), null));
      history.send(place("order-1", "p", "2").setCustomerId("customer-1").build());
      history.send(pick("9", "order-1", null));
      // Before what there is: what follows is valued anew.
      ReceiveGoods late = receive(TENANT, "10", at("q", "B", "1"), "1");
      late.setOccurredAt(history.time().minus(Duration.ofDays(1)));
      history.send(late);
      history.leavesRowsAsPinned();
    }
  }
}
