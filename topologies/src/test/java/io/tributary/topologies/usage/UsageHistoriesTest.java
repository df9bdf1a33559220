package io.tributary.topologies.usage;

import static io.tributary.topologies.usage.UsageHistories.DAYS;
import static io.tributary.topologies.usage.UsageHistories.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.MemoryRows;
import io.tributary.topologies.usage.Usage.Cost;
import io.tributary.topologies.usage.UsageQuery.Filter;
import io.tributary.topologies.usage.UsageQuery.Item;
import io.tributary.topologies.usage.UsageQuery.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageHistoriesTest {
  private static final Bytes FIRST = Bytes.wrap(new byte[0]);
  private static final Bytes LAST = Bytes.wrap(new byte[] {-1});

  private final GatheredUsage gathered = new GatheredUsage();
  private final UUID tenant = UUID.randomUUID();
  private final UUID neighbour = UUID.randomUUID();

  /** Any window, grouping, filter, range and page size gives what the events say, and each sum once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyQuestionIsAnsweredAsTheEventsSay(long seed) {
    Random chance = new Random(seed);
    List<Usage> history = UsageHistories.random(chance, List.of(tenant, neighbour), 600);
    MemoryRows rows = rows(history);
    for (int i = 0; i < 150; i++) {
      UsageQuery query = question(chance, history);
      Map<String, UsageSums> found = new HashMap<>();
      List<Item> items = pages(rows, query);
      items.forEach(item -> assertThat(found.put(
          UsageHistories.key(item.from(), item.application(), item.operationCode(), item.userId()), item.sums())).isNull());
      assertThat(found).as("%s", query).isEqualTo(UsageHistories.answer(history, query));
      assertThat(items).extracting(Item::from).isSorted();
    }
  }

  @Test
  void neitherTheOrderOfArrivalNorWhenItIsWrittenMatters() {
    List<Usage> history = UsageHistories.random(new Random(13), List.of(tenant), 400);
    Map<Bytes, List<Byte>> inOrder = dump(rows(history));
    for (long seed = 0; seed < 5; seed++) {
      Random chance = new Random(seed);
      List<Usage> shuffled = new ArrayList<>(history);
      Collections.shuffle(shuffled, chance);
      MemoryRows rows = new MemoryRows();
      for (Usage usage : shuffled) {
        gathered.add(usage, rows);
        if (chance.nextInt(20) == 0) {
          gathered.write(rows);
        }
      }
      gathered.write(rows);
      assertThat(dump(rows)).isEqualTo(inOrder);
    }
  }

  @Test
  void whatIsNotWrittenWhenATaskStartsOverIsForgotten() {
    MemoryRows rows = new MemoryRows();
    gathered.add(usage("a", "user-1", NEW_YEAR), rows);
    gathered.open();
    gathered.write(rows);
    assertThat(dump(rows)).isEmpty();
  }

  @Test
  void usesOfOneOperationReadAndWriteEachRowOnce() {
    MemoryRows rows = new MemoryRows();
    for (int i = 0; i < 100; i++) {
      gathered.add(usage("a", "user-1", NEW_YEAR.plusSeconds(i)), rows);
    }
    gathered.write(rows);
    assertThat(rows.gets).isEqualTo(8);
  }

  @Test
  void creditsStopAtWhatALongHolds() {
    UsageSums most = UsageSums.of(new Usage(tenant, "crm", "a", null, Cost.spent(Long.MAX_VALUE), NEW_YEAR, NEW_YEAR));
    UsageSums back = UsageSums.of(new Usage(tenant, "crm", "a", null, Cost.reversed(Long.MAX_VALUE), NEW_YEAR, NEW_YEAR));
    assertThat(most.plus(most).credits()).isEqualTo(Long.MAX_VALUE);
    assertThat(back.plus(back).credits()).isEqualTo(Long.MIN_VALUE);
    assertThat(back.plus(back).reversed()).isEqualTo(Long.MAX_VALUE);
    assertThat(most.plus(back).credits()).isZero();
  }

  @Test
  void readsNoMoreThanTheQuestionNeeds() {
    MemoryRows rows = new MemoryRows();
    int users = 3 * UsageScan.ROWS;
    for (int user = 0; user < users; user++) {
      gathered.add(usage("op-" + user % 3, "user-" + user, NEW_YEAR.plusSeconds(user % 3600)), rows);
    }
    gathered.write(rows);
    Set<Dimension> byUser = EnumSet.of(Dimension.USER);
    assertThat(costOf(rows, EnumSet.noneOf(Dimension.class), Filter.NONE, 100)).isLessThanOrEqualTo(4);
    assertThat(costOf(rows, EnumSet.of(Dimension.OPERATION), Filter.NONE, 100)).isLessThanOrEqualTo(6);
    assertThat(costOf(rows, byUser, Filter.NONE, 100)).isBetween(100, 110);
    assertThat(costOf(rows, byUser, new Filter(null, null, "user-77"), 100)).isLessThanOrEqualTo(4);
    assertThat(costOf(rows, EnumSet.of(Dimension.OPERATION), new Filter(null, null, "user-77"), 100)).isLessThanOrEqualTo(4);

    Filter nothing = new Filter(null, "op-9", null);
    Result sparse = new UsageQuery(tenant, NEW_YEAR, day(1), Window.DAY, byUser, nothing, null, 100).run(rows);
    assertThat(sparse.items()).as("its share of reading is used up").isEmpty();
    assertThat(sparse.next()).isNotNull();
    assertThat(costOf(rows, byUser, nothing, 100)).isLessThanOrEqualTo(UsageScan.ROWS + 10);
    assertThat(pages(rows, new UsageQuery(tenant, NEW_YEAR, day(1), Window.DAY, byUser, nothing, null, 100))).isEmpty();
    assertThat(pages(rows, new UsageQuery(
        tenant, NEW_YEAR, day(31), Window.MONTH, byUser, new Filter(null, "op-1", null), null, 1000))).hasSize(users / 3);
  }

  @Test
  void usageIsNeverAfterItsDecision() {
    Usage ahead = new Usage(tenant, "crm", "a", null, Cost.spent(1), day(9), day(1));
    assertThat(ahead.occurredAt()).isEqualTo(day(1));
  }

  @Test
  void monthsAreThoseOfTheCalendar() {
    assertThat(Window.MONTH.start(Instant.parse("2028-02-29T23:59:59.999Z"))).isEqualTo("2028-02-01T00:00:00Z");
    assertThat(Window.MONTH.next(Instant.parse("2028-02-01T00:00:00Z"))).isEqualTo("2028-03-01T00:00:00Z");
    assertThat(Window.HOUR.between(NEW_YEAR, day(1))).isEqualTo(24);
  }

  @Test
  void refusesAPlaceThatIsNone() {
    for (String after : List.of("", "x", "12", "a.b", "5.!")) {
      UsageQuery query = new UsageQuery(tenant, NEW_YEAR, day(1), Window.DAY, Set.of(), Filter.NONE, after, 1);
      assertThatExceptionOfType(ProblemException.class).as(after).isThrownBy(() -> query.run(new MemoryRows()));
    }
  }

  private int costOf(MemoryRows rows, Set<Dimension> groupBy, Filter filter, int limit) {
    int before = rows.scanned + rows.gets;
    new UsageQuery(tenant, NEW_YEAR, day(1), Window.DAY, groupBy, filter, null, limit).run(rows);
    return rows.scanned + rows.gets - before;
  }

  private UsageQuery question(Random chance, List<Usage> history) {
    Set<Dimension> groupBy = EnumSet.noneOf(Dimension.class);
    Arrays.stream(Dimension.values()).filter(dimension -> chance.nextBoolean()).forEach(groupBy::add);
    Usage like = UsageHistories.pick(chance, history);
    Filter filter = new Filter(
        chance.nextInt(3) == 0 ? like.application() : null,
        chance.nextInt(3) == 0 ? like.operationCode() : null,
        chance.nextInt(3) == 0 ? like.userId() : null);
    Window window = UsageHistories.pick(chance, List.of(Window.values()));
    Instant from = window.start(day(chance.nextInt(-45, DAYS)));
    Instant to = window.shift(from, 1 + chance.nextInt(window == Window.HOUR ? 24 * 30 : 60));
    return new UsageQuery(tenant, from, to, window, groupBy, filter, null, 1 + chance.nextInt(20));
  }

  private static List<Item> pages(MemoryRows rows, UsageQuery query) {
    List<Item> items = new ArrayList<>();
    String after = null;
    do {
      Result page = at(query, after).run(rows);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
      assertThat(page.next()).as("goes on").isNotEqualTo(after == null ? "" : after);
      items.addAll(page.items());
      after = page.next();
    } while (after != null);
    return items;
  }

  private static UsageQuery at(UsageQuery query, @Nullable String after) {
    return new UsageQuery(
        query.tenantId(), query.from(), query.to(), query.window(), query.groupBy(), query.filter(), after, query.limit());
  }

  private MemoryRows rows(List<Usage> history) {
    MemoryRows rows = new MemoryRows();
    history.forEach(usage -> gathered.add(usage, rows));
    gathered.write(rows);
    return rows;
  }

  private static Map<Bytes, List<Byte>> dump(MemoryRows rows) {
    return rows.scan(FIRST, LAST, false, found -> {
      Map<Bytes, List<Byte>> all = new HashMap<>();
      found.forEachRemaining(row -> all.put(row.key(), list(row.value())));
      return all;
    });
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  private Usage usage(String operation, String user, Instant at) {
    return new Usage(tenant, "crm", operation, user, Cost.spent(1), at, at);
  }

  private static Instant day(int day) {
    return NEW_YEAR.plusSeconds(day * 86_400L);
  }
}
