package io.tributary.connectors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the capture has done since the process started, for dashboards. Safe to read from any thread. */
public final class CaptureMetrics {
  /** How long after the last rows the lag still says something about them. */
  private static final Duration RECENT = Duration.ofSeconds(2);

  private final Clock clock;
  private long captured;
  private @Nullable Instant lastCommit;
  private @Nullable Instant lastAcknowledged;
  private @Nullable Instant oldestInFlight;

  CaptureMetrics(Clock clock) {
    this.clock = clock;
  }

  synchronized void sending(Instant oldestCommit) {
    oldestInFlight = oldestCommit;
  }

  synchronized void acknowledged(int rows, Instant newestCommit) {
    captured += rows;
    lastCommit = newestCommit;
    lastAcknowledged = clock.instant();
    oldestInFlight = null;
  }

  synchronized void interrupted() {
    oldestInFlight = null;
  }

  /** One consistent reading. */
  public synchronized Reading read() {
    return new Reading(captured, lastCommit, lag());
  }

  private Duration lag() {
    Instant now = clock.instant();
    Duration lag = Duration.ZERO;
    if (oldestInFlight != null) {
      lag = Duration.between(oldestInFlight, now);
    } else if (lastAcknowledged != null
        && lastCommit != null
        && lastAcknowledged.plus(RECENT).isAfter(now)) {
      lag = Duration.between(lastCommit, lastAcknowledged);
    }
    // Server and process may read different clocks.
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  /**
   * A reading.
   *
   * @param captured rows acknowledged by Kafka, repeats included
   * @param lastCommit when PostgreSQL committed the newest of them; null before the first
   * @param lag from commit to acknowledgement: of the rows being sent, else of the last ones; zero when idle
   */
  public record Reading(long captured, @Nullable Instant lastCommit, Duration lag) {}
}
