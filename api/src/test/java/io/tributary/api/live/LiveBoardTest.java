package io.tributary.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveBoardTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final LiveBoard board = new LiveBoard(Clock.systemUTC());

  private static LiveWallet wallet(String application, long allocated, long consumed, long version) {
    return new LiveWallet("root", application, allocated - consumed, allocated, consumed, version, AT);
  }

  /** Snapshot and feed overlap in any order: the board ends where the newest versions are. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void endsAtTheNewestVersionsInAnyOrder(long seed) {
    Random random = new Random(seed);
    UUID tenant = UUID.randomUUID();
    List<LiveWallet> seen = new ArrayList<>();
    long balance = 0;
    for (String application : List.of("crm", "hr", "finance")) {
      long allocated = 0;
      long consumed = 0;
      for (long version = 1; version <= 40; version++) {
        if (version == 1 || random.nextInt(4) == 0) {
          allocated += 100;
        } else {
          consumed += Math.min(allocated - consumed, random.nextInt(9));
        }
        seen.add(wallet(application, allocated, consumed, version));
      }
      balance += allocated - consumed;
    }
    seen.addAll(List.copyOf(seen));
    Collections.shuffle(seen, random);

    seen.forEach(wallet -> board.wallet(tenant, wallet));

    assertThat(board.frame(0, null, List.of()).balance()).isEqualTo(balance);
  }

  @Test
  void aViewerGetsOnlyWhatChanged() {
    UUID quiet = UUID.randomUUID();
    UUID busy = UUID.randomUUID();
    board.name(quiet, "Quiet");
    board.name(busy, "Busy");
    Frame first = board.frame(0, null, List.of());
    board.approved(busy, wallet("crm", 100, 7, 2), 1);
    board.refused(busy, AT);

    Frame second = board.frame(first.revision(), null, List.of());

    assertThat(first.tenants()).extracting(TenantLine::name).containsExactlyInAnyOrder("Quiet", "Busy");
    assertThat(second.tenants()).containsExactly(new TenantLine(busy, "Busy", 93, 100, 7, 1, 1, AT));
    assertThat(second.tenantCount()).isEqualTo(2);
    assertThat(board.frame(second.revision(), null, List.of()).tenants()).isEmpty();
  }

  @Test
  void aTenantSeesItselfAndNoStages() {
    UUID mine = UUID.randomUUID();
    board.name(mine, "Mine");
    board.name(UUID.randomUUID(), "Another");
    board.approved(UUID.randomUUID(), wallet("crm", 100, 7, 2), 1);

    Frame frame = board.frame(0, mine, List.of(new Stage("shown", 0, "records", null)));

    assertThat(frame.tenants()).extracting(TenantLine::name).containsExactly("Mine");
    assertThat(frame.tenantCount()).isEqualTo(1);
    assertThat(frame.consumed()).isZero();
    assertThat(frame.operations()).isZero();
    assertThat(frame.stages()).isEmpty();
  }
}
