package io.tributary.topologies.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationLogTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(32);

  private final UUID tenant = UUID.randomUUID();
  private final KeyValueStore<Bytes, byte[]> store = store("state");
  private final KeyValueStore<Bytes, byte[]> views = store("views");
  private final RowReader rows = new StoreRows(store);
  private OperationLog log = new OperationLog(WINDOW);

  @BeforeEach
  void open() {
    log.open(rows);
  }

  @Test
  void remembersForTheWholeWindow() {
    for (int hour = 0; hour < 24 * 9; hour++) {
      Instant then = START.plus(Duration.ofHours(hour));
      remember("op-" + hour, then);
      assertThat(knows("op-" + hour, then.plus(WINDOW))).isTrue();
      assertThat(knows("op-" + hour, then.plus(WINDOW).plus(OperationLog.BUCKET))).isFalse();
    }
  }

  @Test
  void tellsOperationsAndTenantsApart() {
    Work work = work();
    log.remember(work.state(), tenant, List.of("crm", "ab", "c"), START, new byte[] {1});
    work.apply(emission -> {});
    assertThat(find(tenant, List.of("crm", "ab", "c"))).isTrue();
    assertThat(find(tenant, List.of("crm", "a", "bc"))).isFalse();
    assertThat(find(UUID.randomUUID(), List.of("crm", "ab", "c"))).isFalse();
  }

  @Test
  void sweepsWhatIsTooOldABitAtATimeAndNothingElse() {
    int old = 2 * OperationLog.SWEPT_PER_TICK + 10;
    for (int i = 0; i < old; i++) {
      remember("old-" + i, START);
    }
    Instant later = START.plus(Duration.ofDays(41));
    remember("new", later);

    tick(later);
    assertThat(count()).isEqualTo(old - OperationLog.SWEPT_PER_TICK + 1);
    restart();
    tick(later);
    tick(later);
    tick(later);
    assertThat(count()).isEqualTo(1);
    assertThat(knows("new", later)).isTrue();
  }

  @Test
  void findsForReadersWhateverTheTime() {
    remember("first", START);
    remember("second", START.plus(Duration.ofDays(20)));
    assertThat(OperationLog.find(rows, tenant, identity("first"))).isPresent();
    assertThat(OperationLog.find(rows, tenant, identity("second"))).isPresent();
    assertThat(OperationLog.find(rows, tenant, identity("third"))).isEmpty();
    assertThat(OperationLog.find(new MemoryRows(), tenant, identity("first"))).isEmpty();
  }

  @Test
  void looksUpRememberedOperationsOnly() {
    MemoryRows memory = new MemoryRows();
    OperationLog young = new OperationLog(WINDOW);
    young.open(memory);
    young.remember(memory, tenant, identity("a"), START, new byte[0]);
    assertThat(young.find(memory, tenant, identity("b"), START)).isEmpty();
    assertThat(memory.gets).isZero();
    assertThat(young.find(memory, tenant, identity("a"), START.plus(WINDOW))).isPresent();
    assertThat(memory.gets).isEqualTo(1);
  }

  @Test
  void probesOnlyBucketsThatMayHoldSomethingBeforeItHasLearned() {
    MemoryRows memory = new MemoryRows();
    OperationLog young = new OperationLog(WINDOW);
    young.open(memory);
    assertThat(young.find(memory, tenant, identity("a"), START)).isEmpty();
    assertThat(memory.gets).isZero();
    young.remember(memory, tenant, identity("a"), START, new byte[0]);
    OperationLog restarted = new OperationLog(WINDOW);
    restarted.open(memory);
    assertThat(restarted.find(memory, tenant, identity("b"), START)).isEmpty();
    assertThat(memory.gets).isEqualTo(1);
    assertThat(restarted.find(memory, tenant, identity("b"), START.plus(WINDOW))).isEmpty();
    assertThat(memory.gets).isEqualTo(1 + 5);
  }

  @Test
  void learnsAfterARestartWhatItRemembers() {
    int remembered = 2 * OperationFilter.LEARNED_PER_TICK + 10;
    MemoryRows memory = new MemoryRows();
    log.open(memory);
    for (int i = 0; i < remembered; i++) {
      // In two buckets.
      log.remember(memory, tenant, identity("old-" + i), START.plus(OperationLog.BUCKET.multipliedBy(i % 2)), new byte[0]);
    }
    Instant now = START.plus(OperationLog.BUCKET);
    log = new OperationLog(WINDOW);
    log.open(memory);
    log.remember(memory, tenant, identity("new"), now, new byte[0]);
    for (int learned = 0; learned <= 3; learned++) {
      assertThat(log.find(memory, tenant, identity("new"), now)).isPresent();
      for (int i = 0; i < remembered; i += 999) {
        assertThat(log.find(memory, tenant, identity("old-" + i), now)).isPresent();
      }
      assertThat(log.hasMore()).isEqualTo(learned < 3);
      log.tick(memory, now, work());
    }
    memory.gets = 0;
    for (int i = 0; i < 1_000; i++) {
      assertThat(log.find(memory, tenant, identity("unheard-" + i), now)).isEmpty();
    }
    assertThat(memory.gets).isLessThan(50);
  }

  @Test
  void answersAsALogThatLooksUpEverything() {
    for (int seed = 0; seed < 20; seed++) {
      history(new Random(seed));
    }
  }

  /** Operations come once or again while time passes; ticks and restarts come in between. A map tells what must be known. */
  private void history(Random random) {
    Map<String, Instant> decided = new HashMap<>();
    Instant now = START.plus(Duration.ofDays(random.nextInt(400)));
    String history = "history " + now + " ";
    for (int step = 0; step < 3_000; step++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(120)));
      String id = history + random.nextInt(1_000);
      Instant then = decided.get(id);
      boolean known = knows(id, now);
      if (then == null || then.plus(WINDOW).plus(OperationLog.BUCKET).isBefore(now)) {
        assertThat(known).as("%s of %s at %s", id, then, now).isFalse();
      } else if (!then.plus(WINDOW).isBefore(now)) {
        assertThat(known).as("%s of %s at %s", id, then, now).isTrue();
      }
      if (!known) {
        remember(id, now);
        decided.put(id, now);
      }
      if (random.nextInt(50) == 0) {
        tick(now);
      }
      if (random.nextInt(500) == 0) {
        restart();
      }
    }
  }

  private void remember(String id, Instant time) {
    Work work = work();
    log.remember(work.state(), tenant, identity(id), time, id.getBytes(UTF_8));
    work.apply(emission -> {});
  }

  private boolean knows(String id, Instant time) {
    return log.find(work().state(), tenant, identity(id), time).isPresent();
  }

  private boolean find(UUID owner, List<String> identity) {
    return log.find(work().state(), owner, identity, START).isPresent();
  }

  private void tick(Instant time) {
    Work work = work();
    log.tick(rows, time, work);
    work.apply(emission -> {});
  }

  private void restart() {
    log = new OperationLog(WINDOW);
    log.open(rows);
  }

  private long count() {
    return store.approximateNumEntries();
  }

  private Work work() {
    return new Work(store, views);
  }

  private static List<String> identity(String id) {
    return List.of("crm", "orders.create", id);
  }

  private static KeyValueStore<Bytes, byte[]> store(String name) {
    KeyValueStore<Bytes, byte[]> store = Stores
        .keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled()
        .build();
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
