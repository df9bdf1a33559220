package io.tributary.app.platform;

import io.micrometer.core.instrument.Metrics;
import io.tributary.app.start.Supervisor;
import io.tributary.connectors.CaptureConfig;
import io.tributary.connectors.CaptureMeters;
import io.tributary.connectors.OutboxCapture;
import io.tributary.connectors.StartMode;
import java.time.Duration;

/** Starts and watches change capture. */
public final class Captures {
  private Captures() {}

  /**
   * Returns when rows stream.
   *
   * @throws io.tributary.connectors.CaptureException when it can't start, or not in time; nothing runs then
   */
  public static OutboxCapture start(CaptureConfig config, StartMode mode, Duration patience) throws InterruptedException {
    OutboxCapture started = new OutboxCapture(config);
    new CaptureMeters(started).bindTo(Metrics.globalRegistry);
    started.start(mode);
    try {
      started.awaitStreaming(patience);
      return started;
    } catch (InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** A capture that stops by itself ends the process. */
  public static void watch(OutboxCapture capture, Supervisor supervisor) {
    supervisor.watchFailure(capture.failure().thenApply(failed -> "Change capture stopped: " + failed.reason()));
  }
}
