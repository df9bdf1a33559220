package io.tributary.app.dev;

import io.tributary.api.live.CaptureGauge;
import io.tributary.connectors.CaptureLag;
import io.tributary.connectors.OutboxCapture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads for the dashboard how far capture is behind the outbox. */
record DevCapture(Optional<OutboxCapture> capture, DataSource postgres) implements CaptureGauge {
  @Override
  public Optional<Reading> read() {
    if (capture.isEmpty()) {
      return Optional.empty();
    }
    long latency = capture.get().metrics().read().lag().toMillis();
    try (Connection connection = postgres.getConnection()) {
      return CaptureLag.read(connection).map(lag -> new Reading(lag.bytesBehind(), latency));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }
}
