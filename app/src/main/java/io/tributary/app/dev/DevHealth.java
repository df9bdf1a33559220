package io.tributary.app.dev;

import io.tributary.api.health.HealthSource;
import io.tributary.app.start.Step;
import io.tributary.connectors.CaptureState;
import io.tributary.connectors.OutboxCapture;
import io.tributary.embedded.EmbeddedPart;
import io.tributary.queries.ContextHealth;
import io.tributary.queries.ContextRuntime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The health of a platform whose parts live in this process; also answers while it is still starting. */
final class DevHealth implements HealthSource {
  private static final long PROBE_MILLIS = 800;

  private final DevPlatform platform;

  DevHealth(DevPlatform platform) {
    this.platform = platform;
  }

  @Override
  public Map<String, Part> check() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("database", database());
    parts.put("kafka", running(platform.kafka));
    parts.put("registry", running(platform.registry));
    parts.put("tenantSchemas", platform.outbox.made().isPresent() ? Part.up() : starting());
    Part directory = context(platform.directory);
    parts.put("sync", directory.status() == Status.UP ? capture() : directory);
    parts.put("credits", context(platform.credits));
    parts.put("usage", follower(platform.usage));
    return parts;
  }

  private Part database() {
    Part server = running(platform.postgres);
    if (server.status() != Status.UP || platform.pool.made().isEmpty()) {
      return server;
    }
    CompletableFuture<Part> probe = new CompletableFuture<>();
    Thread.ofVirtual().name("database probe").start(() -> probe.complete(connect()));
    try {
      return probe.get(PROBE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Part(Status.DEGRADED, "no connection within " + PROBE_MILLIS + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return down("the check was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Part connect() {
    try (Connection connection = platform.pool.get().getConnection()) {
      return connection.isValid(1) ? Part.up() : down("the connection is dead");
    } catch (SQLException e) {
      return down(String.valueOf(e.getMessage()));
    }
  }

  private Part capture() {
    return platform.capture.made().map(OutboxCapture::state).map(DevHealth::capture).orElseGet(DevHealth::starting);
  }

  private static Part capture(CaptureState state) {
    return switch (state) {
      case CaptureState.Streaming streaming -> Part.up();
      case CaptureState.Starting starting -> new Part(Status.DEGRADED, "capture starts");
      case CaptureState.Reconnecting again -> new Part(Status.DEGRADED, "capture reconnects: " + again.reason());
      case CaptureState.Failed failed -> down(failed.reason());
      case CaptureState.Stopping stopping -> down("capture stops");
      case CaptureState.Stopped stopped -> down("capture has stopped");
    };
  }

  private static Part context(Step<ContextRuntime> part) {
    return part.made().map(runtime -> {
      ContextHealth health = runtime.health();
      return health.ready() ? Part.up() : down(health.detail());
    }).orElseGet(DevHealth::starting);
  }

  /** What only follows is missing in its own answers; nothing else waits for it. */
  private static Part follower(Step<ContextRuntime> part) {
    Part found = context(part);
    return found.status() == Status.DOWN ? new Part(Status.DEGRADED, found.detail()) : found;
  }

  private static Part running(Step<? extends EmbeddedPart> part) {
    return part.made()
        .map(server -> server.exited().isDone() ? down("it has stopped") : Part.up())
        .orElseGet(DevHealth::starting);
  }

  private static Part starting() {
    return down("it starts");
  }

  private static Part down(String detail) {
    return new Part(Status.DOWN, detail);
  }
}
