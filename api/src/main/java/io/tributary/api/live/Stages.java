package io.tributary.api.live;

import io.tributary.queries.InputLag;
import io.tributary.queries.Lags;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the figures of the way together: outbox to Kafka, Kafka to ledger, ledger to here. */
final class Stages {
  private final CaptureGauge capture;
  private final Lags lags;

  Stages(CaptureGauge capture, Lags lags) {
    this.capture = capture;
    this.lags = lags;
  }

  /**
   * @param behind public events that are committed and not shown yet
   * @param latencyMillis from the decision to the board, of the last event; null before the first
   */
  List<Stage> measure(long behind, @Nullable Long latencyMillis) {
    return List.of(captured(), decided(), new Stage("shown", behind, "records", latencyMillis));
  }

  private Stage captured() {
    return capture
        .read()
        .map(reading -> new Stage("captured", reading.bytesBehind(), "bytes", reading.latencyMillis()))
        .orElseGet(() -> new Stage("captured", -1, "bytes", null));
  }

  private Stage decided() {
    Lags.Snapshot snapshot = lags.current();
    long behind =
        snapshot.at().equals(Instant.EPOCH) ? -1 : snapshot.inputs().stream().mapToLong(InputLag::behind).sum();
    return new Stage("decided", behind, "records", null);
  }
}
