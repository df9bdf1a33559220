package io.tributary.topologies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.inventory.ListMemory.Page;
import io.tributary.topologies.inventory.ListMemory.Start;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.MemoryRows;
import io.tributary.topologies.kernel.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListMemoryTest {
  private static final UUID TENANT = new UUID(0, 1);
  private static final UUID NEIGHBOUR = new UUID(0, 2);
  private static final Start START = new Start(KeyCodec.key('z', TENANT).build(), false);
  private static final int PRODUCTS = 16_384;

  private final MemoryRows state = new MemoryRows();
  private final ListMemory memory = new ListMemory();
  private int read;

  /** Whatever is set, cleared or looked at: no timer is ever overlooked, and right after a look none is seen that isn't there. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void overlooksNothingThatIsDue(long seed) {
    Random random = new Random(seed);
    TreeMap<Instant, String> model = new TreeMap<>();
    memory.open(state);
    for (int step = 0; step < 1_000; step++) {
      Instant at = Instant.ofEpochMilli(random.nextInt(200));
      switch (random.nextInt(4)) {
        case 0 -> {
          if (model.put(at, "r") == null) {
            Timers.set(state, InventoryRows.TIMER, at, TENANT, "r");
            memory.due(at);
          }
        }
        case 1 -> {
          if (model.remove(at) != null) {
            Timers.clear(state, InventoryRows.TIMER, at, TENANT, "r");
          }
        }
        case 2 -> {
          memory.tick(state, at, null);
          assertThat(memory.mayBeDue(at)).isEqualTo(model.floorKey(at) != null);
        }
        default -> {
          if (model.floorKey(at) != null) {
            assertThat(memory.mayBeDue(at)).isTrue();
          }
        }
      }
    }
  }

  @Test
  void readsAListOnceUntilItChanges() {
    assertThat(memory.knows(TENANT, "p")).isFalse();
    start(TENANT, "p");
    start(TENANT, "p");

    assertThat(read).isEqualTo(1);
    assertThat(memory.knows(TENANT, "p")).isTrue();

    memory.forget(TENANT, "p");
    assertThat(memory.knows(TENANT, "p")).isFalse();
    start(TENANT, "p");
    assertThat(read).isEqualTo(2);
  }

  @Test
  void takesNoTenantsProductForAnothers() {
    start(TENANT, "p");
    assertThat(memory.knows(NEIGHBOUR, "p")).isFalse();

    start(NEIGHBOUR, "p");
    memory.forget(NEIGHBOUR, "p");

    assertThat(memory.knows(TENANT, "p")).isTrue();
    assertThat(read).isEqualTo(2);
  }

  @Test
  void keepsTheProductsThatWereAskedForLast() {
    for (int i = 0; i < PRODUCTS; i++) {
      start(TENANT, "p" + i);
    }
    start(TENANT, "p0");
    assertThat(read).isEqualTo(PRODUCTS);

    start(TENANT, "one more");

    assertThat(memory.knows(TENANT, "p0")).isTrue();
    assertThat(memory.knows(TENANT, "p1")).isFalse();
  }

  @Test
  void knowsNothingWhenItsTaskBeginsAnew() {
    start(TENANT, "p");
    memory.due(Instant.EPOCH);

    memory.open(state);

    assertThat(memory.knows(TENANT, "p")).isFalse();
    assertThat(memory.mayBeDue(Instant.EPOCH)).isFalse();
  }

  private void start(UUID tenantId, String productId) {
    memory.start(tenantId, productId, START, () -> {
      read++;
      return new Page(List.of(), null);
    });
  }
}
