package io.tributary.app.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import io.tributary.api.live.CaptureGauge;
import io.tributary.app.start.Step;
import io.tributary.connectors.CaptureLag;
import io.tributary.connectors.CaptureState;
import io.tributary.connectors.OutboxCapture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How change capture fares, as far as this process can see it; also answers while it is still starting. */
public sealed interface CaptureView extends CaptureGauge {
  Part health();

  /** It runs in this process. */
  record Own(Step<OutboxCapture> capture, Step<HikariDataSource> postgres) implements CaptureView {
    @Override
    public Part health() {
      return CaptureView.health(capture);
    }

    @Override
    public Optional<Reading> read() {
      return capture.made().flatMap(running -> {
        long latency = running.metrics().read().lag().toMillis();
        return lag(postgres).map(lag -> new Reading(lag.bytesBehind(), latency));
      });
    }
  }

  /**
   * It runs in another process, and is seen by its slot. What is decided and read here doesn't need it, so its absence
   * takes nothing out of service.
   */
  record Elsewhere(Step<HikariDataSource> postgres) implements CaptureView {
    @Override
    public Part health() {
      return lag(postgres)
          .map(lag -> lag.active() ? Part.up() : new Part(Status.DEGRADED, "no capture is connected to its slot"))
          .orElseGet(() -> new Part(Status.DEGRADED, "no capture has made its slot yet"));
    }

    @Override
    public Optional<Reading> read() {
      return lag(postgres).map(lag -> new Reading(lag.bytesBehind(), null));
    }
  }

  /** Of one that runs in this process. */
  static Part health(Step<OutboxCapture> capture) {
    return capture.made().map(OutboxCapture::state).map(CaptureView::health).orElseGet(PlatformHealth::starting);
  }

  private static Part health(CaptureState state) {
    return switch (state) {
      case CaptureState.Streaming streaming -> Part.up();
      case CaptureState.Starting starting -> new Part(Status.DEGRADED, "capture starts");
      case CaptureState.Reconnecting again -> new Part(Status.DEGRADED, "capture reconnects: " + again.reason());
      case CaptureState.Failed failed -> PlatformHealth.down(failed.reason());
      case CaptureState.Stopping stopping -> PlatformHealth.down("capture stops");
      case CaptureState.Stopped stopped -> PlatformHealth.down("capture has stopped");
    };
  }

  /** How the slot stands; empty while that is not known. */
  static Optional<CaptureLag> lag(Step<HikariDataSource> postgres) {
    return ask(postgres, CaptureLag::read);
  }

  /** Something that PostgreSQL is asked for. */
  interface Question<T> {
    Optional<T> put(Connection connection) throws SQLException;
  }

  /** Empty while PostgreSQL does not answer. */
  static <T> Optional<T> ask(Step<HikariDataSource> postgres, Question<T> question) {
    if (postgres.made().isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = postgres.get().getConnection()) {
      return question.put(connection);
    } catch (SQLException e) {
      return Optional.empty();
    }
  }
}
