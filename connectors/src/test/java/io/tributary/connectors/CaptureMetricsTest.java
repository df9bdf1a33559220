package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CaptureMetricsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private Instant now = START;
  private final CaptureMetrics metrics = new CaptureMetrics(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  @Test
  void rowsInFlightAreAsLateAsTheOldest() {
    metrics.sending(START);
    now = START.plusMillis(700);
    assertThat(metrics.read().lag()).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void theLastRowsCountForAWhileThenItIsIdle() {
    metrics.sending(START);
    now = START.plusMillis(30);
    metrics.acknowledged(5, START.plusMillis(10));
    now = START.plusMillis(500);
    assertThat(metrics.read()).isEqualTo(new CaptureMetrics.Reading(5, START.plusMillis(10), Duration.ofMillis(20)));
    now = START.plusSeconds(10);
    assertThat(metrics.read().lag()).isZero();
  }

  @Test
  void aServerClockThatRunsAheadGivesNoNegativeLag() {
    metrics.sending(START.plusSeconds(1));
    assertThat(metrics.read().lag()).isZero();
  }
}
