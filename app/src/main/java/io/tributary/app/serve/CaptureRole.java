package io.tributary.app.serve;

import io.tributary.app.platform.CaptureView;
import io.tributary.app.platform.Captures;
import io.tributary.app.platform.Database;
import io.tributary.app.platform.PlatformHealth;
import io.tributary.app.platform.Probes;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.StatusServer;
import io.tributary.app.serve.Waiting.NotYetException;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.app.start.Supervisor;
import io.tributary.connectors.CaptureConfig;
import io.tributary.connectors.CaptureNeeds;
import io.tributary.connectors.OutboxCapture;
import io.tributary.connectors.StartMode;
import io.tributary.schemas.KafkaAccess;
import java.io.Closeable;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * {@code tributary capture}: change capture alone.
 *
 * @param patience how long a start waits for each server, and for what others make
 * @param http where health and metrics are
 */
public record CaptureRole(
    Database database, KafkaAccess access, StartMode mode, Duration patience, HttpAddress http) implements Role {
  /** A first start reads the whole table; another capture's slot is let go within about a minute. */
  private static final Duration STREAMING_PATIENCE = Duration.ofMinutes(5);

  @Override
  public String log() {
    return "standard error";
  }

  @Override
  public String title() {
    return "capture of " + database + " to " + access;
  }

  @Override
  public Running prepare(Startup startup) {
    CaptureConfig config = database.capture(access);
    Step<Database> postgres = startup.step("PostgreSQL", () -> ExternalPostgres.await(database, patience));
    Step<ExternalKafka> kafka = startup.step("Kafka", () -> ExternalKafka.await(access, patience));
    Step<List<String>> needs = startup.step("Outbox and raw topics", () -> awaitNeeds(config), postgres, kafka);
    Step<OutboxCapture> capture =
        startup.step("Change capture", () -> Captures.start(config, mode, STREAMING_PATIENCE), needs);
    Step<StatusServer> status = startup.step("Health and metrics", () -> StatusServer.start(
        http.host(), http.port(), () -> Probes.ask(Map.of(
            "kafka", () -> kafka.made().map(ExternalKafka::health).orElseGet(PlatformHealth::starting),
            "capture", () -> CaptureView.health(capture))),
        List.of()));
    return new Running() {
      @Override
      public Closeable begin(Supervisor supervisor) {
        Captures.watch(capture.get(), supervisor);
        return () -> {};
      }

      @Override
      public void describe(PrintStream out) {
        out.println("  Committed outbox rows go to Kafka.");
        out.println("  Health and metrics on port " + status.get().port());
      }
    };
  }

  private List<String> awaitNeeds(CaptureConfig config) throws InterruptedException {
    return Waiting.until(patience, "What `tributary serve`, or `api` and `worker`, make is not there", () -> {
      try {
        List<String> missing = CaptureNeeds.missing(config);
        if (missing.isEmpty()) {
          return missing;
        }
        throw new NotYetException(String.join(", ", missing));
      } catch (SQLException | ExecutionException e) {
        throw new NotYetException(Waiting.reason(e), e);
      }
    });
  }
}
