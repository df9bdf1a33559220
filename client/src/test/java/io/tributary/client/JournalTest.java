package io.tributary.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash may leave of the journal: its file, cut off after any byte. */
class JournalTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path directory;

  /** What was answered for when the file had this size. */
  private record Answered(long size, Set<String> pending, long spendable, boolean retired) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverWasAnsweredForIsThereAfterACrashAtAnyByte(long seed) throws IOException {
    Path file = directory.resolve("journal");
    List<Answered> history = history(file, new Random(seed));
    byte[] bytes = Files.readAllBytes(file);
    Path cut = directory.resolve("cut");
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      int size = length;
      Answered last = history.stream().filter(one -> one.size <= size).reduce((a, b) -> b).orElseThrow();
      Answered next = history.stream().filter(one -> one.size > size).findFirst().orElse(last);
      long spendable;
      try (Vault vault = new Vault(cut, CLOCK, Duration.ZERO)) {
        spendable = vault.spendable();
        assertThat(ids(vault)).as("after %d bytes", length).isEqualTo(last.pending);
        // Leases are retired one after the other.
        assertThat(spendable).as("after %d bytes", length)
            .isBetween(next.retired ? next.spendable : last.spendable, last.spendable);
      }
      try (Vault again = new Vault(cut, CLOCK, Duration.ZERO)) {
        assertThat(again.spendable()).as("once more").isEqualTo(spendable);
      }
    }
  }

  @Test
  void damageBeforeTheLastLineIsNotPassedOver() throws IOException {
    Path file = directory.resolve("journal");
    history(file, new Random(4));
    byte[] bytes = Files.readAllBytes(file);
    bytes[30] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> new Vault(file, CLOCK, Duration.ZERO)).hasMessageContaining("damaged at byte 0");
  }

  @Test
  void aLongJournalIsRewrittenWithWhatCounts() throws IOException {
    Path file = directory.resolve("journal");
    Map<String, String> metadata = Map.of("x", "y".repeat(60_000));
    try (Vault vault = new Vault(file, CLOCK, Duration.ZERO)) {
      vault.take(lease("l", 100));
      for (int i = 0; i < 40; i++) {
        vault.spend(new Operation("c", "op-" + i, 1, "u", metadata));
        if (i > 0) {
          vault.settle(List.of(new Operation.Key("c", "op-" + i)));
        }
      }
    }
    assertThat(Files.size(file)).isLessThan(Vault.LONG_JOURNAL + 200_000);
    try (Vault vault = new Vault(file, CLOCK, Duration.ZERO)) {
      assertThat(ids(vault)).containsExactly("op-0");
      assertThat(vault.spendable()).isEqualTo(60);
      assertThat(vault.unsettled(1).getFirst().operation().metadata()).isEqualTo(metadata);
    }
  }

  @Test
  void aLeaseIsNotSpentAfterItsTimeNorBeforeIt() throws IOException {
    Instant[] now = {NOON};
    try (Vault vault = new Vault(directory.resolve("journal"), () -> now[0], Duration.ofSeconds(5))) {
      vault.take(new Lease("l", 10, 10, NOON, NOON.plusSeconds(60), Duration.ofSeconds(3)));
      now[0] = NOON.plusSeconds(54);
      assertThat(vault.spend(new Operation("c", "in-time", 1)).approved()).isTrue();
      assertThat(vault.unsettled(1).getFirst().occurredAt()).isEqualTo(NOON.plusSeconds(57));
      now[0] = NOON.plusSeconds(55);
      assertThat(vault.spend(new Operation("c", "late", 1)).approved()).isFalse();
      now[0] = NOON.minusSeconds(1);
      assertThat(vault.spend(new Operation("c", "set-back", 1)).approved()).isFalse();
    }
  }

  private List<Answered> history(Path file, Random chance) throws IOException {
    List<Answered> history = new ArrayList<>();
    try (Vault vault = new Vault(file, CLOCK, Duration.ZERO)) {
      history.add(new Answered(0, Set.of(), 0, false));
      for (int i = 0; i < 30; i++) {
        switch (chance.nextInt(6)) {
          case 0 -> vault.take(lease("l" + i, chance.nextInt(50)));
          case 1 -> {
            List<Spending> some = vault.unsettled(1);
            if (!some.isEmpty()) {
              vault.settle(List.of(some.getFirst().operation().key()));
            }
          }
          case 2 -> {
            List<String> idle = vault.retire(vault.newest());
            history.add(new Answered(Files.size(file), ids(vault), vault.spendable(), true));
            for (String lease : idle) {
              vault.drop(lease);
            }
          }
          default -> vault.spend(new Operation("code", "op-" + i, 1 + chance.nextInt(20)));
        }
        history.add(new Answered(Files.size(file), ids(vault), vault.spendable(), false));
      }
    }
    return history;
  }

  private static Set<String> ids(Vault vault) {
    Set<String> ids = new HashSet<>();
    vault.all().forEach(one -> ids.add(one.operation().operationId()));
    return ids;
  }

  private static Lease lease(String id, long credits) {
    Instant now = Instant.now();
    return new Lease(id, credits, credits, now.minusSeconds(1), now.plusSeconds(3600), Duration.ZERO);
  }
}
