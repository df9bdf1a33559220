package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WarmTaskAssignorTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_000_000);

  @Test
  void whoHasRunForSecondsOnlyIsStarting() {
    assertThat(WarmTaskAssignor.starting("999000", NOW)).isTrue();
    assertThat(WarmTaskAssignor.starting("992001", NOW)).isTrue();
    assertThat(WarmTaskAssignor.starting("992000", NOW)).isFalse();
  }

  @Test
  void whoDoesNotTellOrHasAnotherClockIsNot() {
    assertThat(WarmTaskAssignor.starting("0", NOW)).isFalse();
    assertThat(WarmTaskAssignor.starting("1000001", NOW)).isFalse();
  }
}
