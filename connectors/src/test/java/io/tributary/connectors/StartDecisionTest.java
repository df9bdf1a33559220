package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.StartDecision.Names;
import io.tributary.connectors.StartDecision.ReadTable;
import io.tributary.connectors.StartDecision.Refuse;
import io.tributary.connectors.StartDecision.Resume;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartDecisionTest {
  private static final Lsn END = new Lsn(1000);
  private static final Optional<StoredPosition> AT_500 = Optional.of(new StoredPosition(new Lsn(500), false));

  @Test
  void aFirstStartReadsTheTable() {
    assertThat(decide(Optional.empty(), false, Optional.empty())).isEqualTo(new ReadTable());
  }

  @Test
  void aFirstStartThatWasKilledReadsTheTableAgain() {
    assertThat(decide(Optional.empty(), true, slot(10))).isEqualTo(new ReadTable());
    assertThat(decide(Optional.of(new StoredPosition(new Lsn(500), true)), false, slot(500))).isEqualTo(new ReadTable());
  }

  @Test
  void aSlotAtOrBehindThePositionResumes() {
    assertThat(decide(AT_500, false, slot(500))).isEqualTo(new Resume());
    assertThat(decide(AT_500, false, slot(20))).isEqualTo(new Resume());
  }

  @Test
  void aPositionThatStandsDespiteAMarkResumes() {
    assertThat(decide(AT_500, true, slot(500))).isEqualTo(new Resume());
  }

  @Test
  void aSlotWithoutPositionIsRefused() {
    assertRefused(decide(Optional.empty(), false, slot(10)), "its offsets were deleted");
  }

  @Test
  void aPositionWithoutSlotIsRefused() {
    assertRefused(decide(AT_500, false, Optional.empty()), "the slot was dropped");
  }

  @Test
  void aSlotAheadOfThePositionIsRefused() {
    assertRefused(decide(AT_500, false, slot(501)), "stands at 0/1F5, ahead of the position 0/1F4");
  }

  @Test
  void aLostSlotIsRefused() {
    assertRefused(
        decide(AT_500, false, Optional.of(new ReplicationSlot("s", new Lsn(10), false, true))), "has removed log");
  }

  @Test
  void aDatabaseOlderThanThePositionIsRefused() {
    StartDecision decision = StartDecision.of(AT_500, false, slot(20), new Lsn(400), new Names("s", "t"));
    assertRefused(decision, "restored from an older backup");
  }

  private static StartDecision decide(
      Optional<StoredPosition> stored, boolean begun, Optional<ReplicationSlot> slot) {
    return StartDecision.of(stored, begun, slot, END, new Names("s", "t"));
  }

  private static Optional<ReplicationSlot> slot(long confirmed) {
    return Optional.of(new ReplicationSlot("s", new Lsn(confirmed), false, false));
  }

  private static void assertRefused(StartDecision decision, String why) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Refuse.class, refused -> assertThat(refused.sentence()).contains(why).contains("--recapture"));
  }
}
