package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.PublicEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The invariants of credits over generated histories; every single reply is compared with an independent oracle. */
class CreditsHistoryTest {
  private static final int STEPS = 3_000;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsTheInvariants(long seed) {
    try (ContextDriver driver = new ContextDriver(new CreditsTopology(), directory)) {
      CreditsHistory history = new CreditsHistory(driver, seed);
      history.run(STEPS);

      Map<String, WalletView> stored = new TreeMap<>();
      for (UUID tenant : history.tenants) {
        checkTenant(driver, history, tenant, stored);
      }
      checkEvents(history, stored);
      assertThat(driver.read(Context.CREDITS.deadLetters())).isEmpty();
    }
  }

  private static void checkTenant(
      ContextDriver driver, CreditsHistory history, UUID tenant, Map<String, WalletView> stored) {
    CreditsOracle.Account account = history.oracle.account(tenant);
    List<WalletView> wallets = wallets(driver, tenant);
    assertThat(wallets).extracting(wallet -> wallet.entityId() + "/" + wallet.application())
        .as("its own wallets and nobody else's")
        .containsExactlyInAnyOrderElementsOf(account.wallets.keySet());
    for (WalletView wallet : wallets) {
      String id = wallet.entityId() + "/" + wallet.application();
      long[] expected = account.wallets.get(id);
      assertThat(wallet.allocated()).isEqualTo(expected[0]);
      assertThat(wallet.consumed()).isEqualTo(expected[1]);
      assertThat(wallet.balance()).isEqualTo(expected[0] - expected[1]).isNotNegative();
      checkEntries(driver, tenant, wallet);
      stored.put(tenant + " " + id, wallet);
    }
    assertThat(wallets.stream().mapToLong(WalletView::balance).sum() + account.consumedTotal)
        .as("what was allocated is there or was consumed")
        .isEqualTo(account.allocatedTotal);
  }

  private static void checkEntries(ContextDriver driver, UUID tenant, WalletView wallet) {
    List<EntryView> entries = entries(driver, tenant, wallet);
    assertThat(entries.stream().mapToLong(EntryView::amount).sum()).isEqualTo(wallet.balance());
    assertThat(entries.getFirst().balance()).isEqualTo(wallet.balance());
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).version()).as("newest first, none missing").isEqualTo(wallet.version() - i);
    }
    assertThat(entries).hasSize((int) wallet.version());
  }

  private static void checkEvents(CreditsHistory history, Map<String, WalletView> stored) {
    Map<String, long[]> folded = new TreeMap<>();
    Map<UUID, int[]> decisions = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (SpecificRecord event : history.events) {
      EventMeta meta = PublicEvents.meta(event);
      assertThat(seen.add(meta.getId())).as("an event once").isTrue();
      int[] counts = decisions.computeIfAbsent(UUID.fromString(meta.getTenantId()), id -> new int[2]);
      switch (event) {
        case CreditsAllocated e -> fold(folded, meta, e.getAmount(), 0, e.getBalance());
        case CreditsConsumed e -> {
          assertThat(seen.add(operation(meta, e.getApplication(), e.getOperationId()))).as("an operation once").isTrue();
          fold(folded, meta, 0, e.getAmount(), e.getBalance());
          counts[0]++;
        }
        case ConsumptionRefused e -> {
          assertThat(seen.add(operation(meta, e.getApplication(), e.getOperationId()))).as("an operation once").isTrue();
          counts[1]++;
        }
        default -> throw new AssertionError("unexpected " + event);
      }
    }
    assertThat(folded.keySet()).isEqualTo(stored.keySet());
    folded.forEach((id, wallet) -> {
      assertThat(stored.get(id).allocated()).isEqualTo(wallet[1]);
      assertThat(stored.get(id).consumed()).isEqualTo(wallet[2]);
      assertThat(stored.get(id).version()).isEqualTo(wallet[0]);
    });
    decisions.forEach((tenant, counts) -> {
      assertThat(counts[0]).isEqualTo(history.oracle.account(tenant).approved);
      assertThat(counts[1]).isEqualTo(history.oracle.account(tenant).refused);
    });
  }

  private static void fold(Map<String, long[]> folded, EventMeta meta, long allocated, long consumed, long balance) {
    long[] wallet = folded.computeIfAbsent(meta.getTenantId() + " " + meta.getAggregateId(), id -> new long[3]);
    wallet[0]++;
    wallet[1] += allocated;
    wallet[2] += consumed;
    assertThat(meta.getVersion()).as("versions without a gap").isEqualTo(wallet[0]);
    assertThat(balance).isEqualTo(wallet[1] - wallet[2]);
  }

  private static String operation(EventMeta meta, String application, String operationId) {
    return meta.getTenantId() + " " + application + " " + operationId;
  }

  private static List<WalletView> wallets(ContextDriver driver, UUID tenant) {
    List<WalletView> all = new ArrayList<>();
    @Nullable String after = null;
    do {
      var page = driver.ask(new WalletsQuery(tenant, after, 3));
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    return all;
  }

  private static List<EntryView> entries(ContextDriver driver, UUID tenant, WalletView wallet) {
    List<EntryView> all = new ArrayList<>();
    @Nullable String after = null;
    do {
      var page = driver.ask(new EntriesQuery(tenant, wallet.entityId(), wallet.application(), after, 50));
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    return all;
  }
}
