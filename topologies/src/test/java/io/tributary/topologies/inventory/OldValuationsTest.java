package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static io.tributary.topologies.inventory.InventoryRecords.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.IssueStock;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.SetInventoryPolicy;
import io.tributary.inventory.Tracking;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.StoreKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept is the same as though nothing had been forgotten; what is not says so. */
class OldValuationsTest {
  private static final StockKey PLACE = new StockKey("p", "A", "1", "");
  private static final int KEPT_DAYS = 30;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatIsKeptIsAsIfAllWere(long seed) {
    try (InventoryDesk all = desk("all", null); InventoryDesk some = desk("some", KEPT_DAYS)) {
      Random random = new Random(seed);
      for (int i = 0; i < 700; i++) {
        Duration pause = Duration.ofMinutes(random.nextInt(1_000));
        SpecificRecord command = command(i, random, all.time.plus(pause));
        List<InventoryReply> replies = new ArrayList<>();
        for (InventoryDesk desk : List.of(all, some)) {
          desk.time = desk.time.plus(pause);
          replies.add(desk.send(command));
          desk.driver.tick();
          desk.collect();
        }
        assertThat(replies.get(1).getCode()).isEqualTo(replies.get(0).getCode());
        if (i == 350) {
          some.driver.restart();
        }
      }
      for (InventoryDesk desk : List.of(all, some)) {
        desk.revalue();
        for (int i = 0; i < 20; i++) {
          desk.time = desk.time.plusSeconds(10);
          desk.accept(InventoryRecords.warehouse(TENANT, "w" + i));
          desk.driver.tick();
        }
      }
      assertThat(at(some, null)).isEqualTo(at(all, null));
      for (int hours = 0; hours < KEPT_DAYS * 24; hours += 7) {
        Instant moment = some.time.minus(Duration.ofHours(hours));
        assertThat(at(some, moment)).as("%s hours ago", hours).isEqualTo(at(all, moment));
      }
      assertThat(entries(some)).as("of %s entries", entries(all)).isLessThan(entries(all) / 2);
      assertThat(reports(some).items()).as("reports as old go, too").hasSizeLessThan(reports(all).items().size() / 2)
          .isNotEmpty();
      assertThatThrownBy(() -> at(some, InventoryRecords.NOON.plus(Duration.ofDays(2))))
          .isInstanceOfSatisfying(ProblemException.class,
              problem -> assertThat(problem.code()).isEqualTo(ErrorCode.VALUATION_NOT_KEPT));
      assertThat(at(all, InventoryRecords.NOON.plus(Duration.ofDays(2)))).isNotEmpty();
      some.refuse(Refusal.BACKDATED_TOO_FAR, receive("late", "1", some.time.minus(Duration.ofDays(KEPT_DAYS + 1))));
      some.accept(receive("not late", "1", some.time.minus(Duration.ofDays(KEPT_DAYS - 1))));
      assertThat(some.driver.read(Context.INVENTORY.deadLetters())).isEmpty();
    }
  }

  @Test
  void beforeTheFirstMovementThereWasNothing() {
    try (InventoryDesk desk = desk("one", KEPT_DAYS)) {
      desk.accept(receive("1", "5", null));
      assertThat(at(desk, desk.time.minusSeconds(1))).isEmpty();
      desk.time = desk.time.plus(Duration.ofDays(100));
      desk.accept(InventoryRecords.warehouse(TENANT, "later"));
      desk.driver.tick();
      assertThat(at(desk, null)).hasSize(1);
      assertThat(entries(desk)).as("the only one is kept").isEqualTo(1);
    }
  }

  /** A product that was looked at by the old policy is looked at by the new one within a day. */
  @Test
  void thePolicyMayChange() {
    try (InventoryDesk desk = desk("changing", 3_650)) {
      for (int day = 0; day < 100; day++) {
        desk.accept(receive("in-" + day, "5", null));
        pass(desk);
      }
      assertThat(entries(desk)).isEqualTo(100);
      desk.accept(policy("shorter", KEPT_DAYS));
      pass(desk);
      pass(desk);
      int kept = entries(desk);
      assertThat(kept).isBetween(KEPT_DAYS - 3, KEPT_DAYS + 1);
      desk.accept(policy("for ever", null));
      for (int day = 0; day < 50; day++) {
        pass(desk);
      }
      assertThat(entries(desk)).as("nothing more is forgotten").isEqualTo(kept);
      assertThatThrownBy(() -> at(desk, InventoryRecords.NOON.plus(Duration.ofDays(2))))
          .as("what was forgotten does not come back").isInstanceOf(ProblemException.class);
      desk.refuse(Refusal.BACKDATED_TOO_FAR, receive("early", "1", InventoryRecords.NOON.plus(Duration.ofDays(2))));
    }
  }

  /** A day, in which upkeep has its turns. */
  private static void pass(InventoryDesk desk) {
    desk.time = desk.time.plus(Duration.ofDays(1));
    for (int turn = 0; turn < 4; turn++) {
      desk.time = desk.time.plusSeconds(2);
      desk.accept(InventoryRecords.warehouse(TENANT, "at " + desk.time));
      desk.driver.tick();
    }
  }

  private InventoryDesk desk(String name, @Nullable Integer keptDays) {
    InventoryDesk desk = new InventoryDesk(directory.resolve(name)).furnished().product("p", Tracking.NONE, null);
    desk.accept(policy("policy", keptDays));
    return desk;
  }

  private static SetInventoryPolicy policy(String operationId, @Nullable Integer keptDays) {
    SetInventoryPolicy policy = InventoryRecords.policy(TENANT, operationId, true);
    policy.setKeepValuationDays(keptDays);
    return policy;
  }

  private static SpecificRecord command(int i, Random random, Instant time) {
    Instant occurred = random.nextInt(5) > 0 ? null : time.minus(Duration.ofHours(random.nextInt(24 * (KEPT_DAYS - 1))));
    String quantity = new BigDecimal(1 + random.nextInt(2_000)).movePointLeft(2).toPlainString();
    if (random.nextInt(2) == 0) {
      ReceiveGoods receive = receive("op-" + i, quantity, occurred);
      receive.setUnitCost(number(new BigDecimal(1 + random.nextInt(900)).movePointLeft(2).toPlainString()));
      return receive;
    }
    IssueStock issue = InventoryRecords.issue(TENANT, "op-" + i, PLACE, quantity);
    issue.setOccurredAt(occurred);
    return issue;
  }

  private static ReceiveGoods receive(String id, String quantity, @Nullable Instant occurredAt) {
    ReceiveGoods receive = InventoryRecords.receive(TENANT, id, PLACE, quantity);
    receive.setOccurredAt(occurredAt);
    return receive;
  }

  private static List<ValuationView> at(InventoryDesk desk, @Nullable Instant moment) {
    return desk.driver.ask(new ValuationQuery(TENANT, "p", moment, null, 10)).items();
  }

  private static Page<RevaluationView> reports(InventoryDesk desk) {
    return desk.driver.ask(new RevaluationsQuery(TENANT, "p", null, 5_000));
  }

  private static int entries(InventoryDesk desk) {
    Bytes all = ValuationRows.entries(TENANT, "p");
    return desk.driver.rows(StoreKind.VIEWS).scan(all, KeyCodec.endOf(all), false, rows -> {
      int count = 0;
      for (; rows.hasNext(); count++) {
        rows.next();
      }
      return count;
    });
  }
}
