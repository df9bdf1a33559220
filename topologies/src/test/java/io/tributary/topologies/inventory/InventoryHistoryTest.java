package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.CommandMeta;
import io.tributary.inventory.AdjustInventory;
import io.tributary.inventory.InventoryRefusal;
import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.IssueStock;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.ReserveStock;
import io.tributary.inventory.Tracking;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.StoreKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The invariants of stock over generated histories. What is there is folded anew from the lines of the public events, and
 * compared with every reply, with the rows, and with each decision's reason.
 */
class InventoryHistoryTest {
  private static final int STEPS = 900;
  private static final List<String> PRODUCTS = List.of("p", "q", "lots");

  @TempDir Path directory;

  private Random random;
  private InventoryDesk desk;
  private final List<SpecificRecord> sent = new ArrayList<>();
  private final List<String> reservations = new ArrayList<>();
  private StockFold fold;
  private int operations;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsTheInvariants(long seed) {
    random = new Random(seed);
    try (InventoryDesk opened = new InventoryDesk(directory)) {
      desk = opened.furnished().product("p", Tracking.NONE, "20").product("q", Tracking.NONE, null);
      desk.product("lots", Tracking.LOT, "3");
      fold = new StockFold(desk);
      for (int step = 0; step < STEPS; step++) {
        desk.time = desk.time.plusSeconds(random.nextInt(20));
        step();
        if (step % 300 == 150) {
          desk.driver.restart();
        }
        if (random.nextInt(10) == 0) {
          desk.driver.tick();
          desk.collect();
        }
        fold.check(false);
      }
      desk.revalue();
      fold.check(false);
      assertThat(desk.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
      assertThat(fold.kinds()).as("the history meets every kind of event of stock").containsExactlyInAnyOrder(
          "GoodsReceived", "ItemsPutAway", "StockTransferred", "StockIssued", "StockAdjusted", "StockRecounted",
          "InventoryAdjusted", "StockRevalued", "StockReserved", "ReservationReleased", "ReservationCommitted", "LowStockAlert");
      PRODUCTS.forEach(fold::checkRows);
    }
  }

  private void step() {
    boolean repeat = !sent.isEmpty() && random.nextInt(8) == 0;
    SpecificRecord command = repeat ? again(sent.get(random.nextInt(sent.size()))) : command();
    Map<Bytes, Integer> before = rows();
    BigDecimal available = command instanceof ReserveStock reserve ? desk.totals(reserve.getProductId()).available() : null;
    InventoryReply reply = desk.send(command);
    if (reply.getCode() != null || reply.getReplayed()) {
      assertThat(rows()).as("refused or repeated, %s changes nothing", command).isEqualTo(before);
    }
    if (repeat) {
      assertThat(reply.getReplayed()).as("%s is decided once", command).isTrue();
      return;
    }
    sent.add(command);
    if (command instanceof ReserveStock reserve && reply.getCode() == null) {
      reservations.add(reply.getSubjectId());
      assertThat(reply.getQuantity().add(reply.getBackordered())).isEqualByComparingTo(reserve.getQuantity());
    } else if (reply.getCode() == InventoryRefusal.INSUFFICIENT_STOCK && command instanceof ReserveStock reserve
        && reserve.getWarehouseId() == null) {
      assertThat(available).as("refused only what is not there").isLessThan(reserve.getQuantity());
    }
  }

  /** The same operation, sent once more. */
  private static SpecificRecord again(SpecificRecord command) {
    SpecificRecord copy = ContextDriver.PAYLOADS.decode(ContextDriver.PAYLOADS.encode(command));
    ((CommandMeta) copy.get(0)).setId(UUID.randomUUID().toString());
    return copy;
  }

  private SpecificRecord command() {
    String id = "op-" + operations++;
    String product = pick(PRODUCTS);
    StockKey place = new StockKey(
        product, pick(List.of("A", "B")), pick(List.of("1", "2")),
        product.equals("lots") ? pick(List.of("l1", "l2")) : "");
    String quantity = new BigDecimal(1 + random.nextInt(2_000)).movePointLeft(2).toPlainString();
    String reservation = reservations.isEmpty() ? "none" : pick(reservations.subList(Math.max(0, reservations.size() - 12), reservations.size()));
    String part = random.nextBoolean() ? null : quantity;
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> {
        ReceiveGoods receive = InventoryRecords.receive(TENANT, id, place, quantity);
        receive.setUnitCost(random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(90_000), 4).setScale(6));
        receive.setOccurredAt(late());
        yield receive;
      }
      case 3 -> {
        IssueStock issue = InventoryRecords.issue(TENANT, id, place, quantity);
        issue.setOccurredAt(late());
        yield issue;
      }
      case 4 -> {
        AdjustInventory adjust =
            InventoryRecords.adjust(TENANT, id, place, (random.nextBoolean() ? "-" : "") + quantity);
        adjust.setOccurredAt(late());
        yield adjust;
      }
      case 5 -> InventoryRecords.recount(TENANT, id, place, quantity);
      case 6 -> InventoryRecords.transfer(TENANT, id, place, pick(List.of("A", "B")), "2", quantity);
      case 7 -> InventoryRecords.putAway(TENANT, id, place, "2", quantity);
      case 8 -> InventoryRecords.release(TENANT, id, reservation, part);
      case 9, 10 -> InventoryRecords.commit(TENANT, id, reservation, part);
      default -> InventoryRecords.reserve(TENANT, id, product, quantity)
          .setPartial(random.nextBoolean())
          .setPriority(random.nextInt(3))
          .setWarehouseId(random.nextInt(4) == 0 ? "A" : null)
          .setTimeoutSeconds(random.nextBoolean() ? null : 1L + random.nextInt(200))
          .build();
    };
  }

  /** Now and then a movement is told late. */
  private @Nullable Instant late() {
    return random.nextInt(4) == 0 ? desk.time.minusSeconds(random.nextInt(2_000)) : null;
  }

  /** What both stores hold of the context's own, without the kernel's watermarks and operation log. */
  private Map<Bytes, Integer> rows() {
    Map<Bytes, Integer> rows = new TreeMap<>();
    for (StoreKind kind : StoreKind.values()) {
      try (KeyValueIterator<Bytes, byte[]> all = desk.driver.store(kind).all()) {
        while (all.hasNext()) {
          KeyValue<Bytes, byte[]> row = all.next();
          if (row.key.get()[0] >= 0x20) {
            rows.merge(row.key, Arrays.hashCode(row.value), (one, other) -> 31 * one + other);
          }
        }
      }
    }
    return rows;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
