package io.tributary.app.platform;

import io.tributary.api.health.HealthSource;
import io.tributary.app.start.Step;
import io.tributary.connectors.EventFollower;
import io.tributary.queries.ContextHealth;
import io.tributary.queries.ContextRuntime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The health of this process's parts and of the servers; also answers while it is still starting. */
public final class PlatformHealth implements HealthSource {
  private final Servers servers;
  private final Platform platform;
  private final CaptureView capture;

  PlatformHealth(Servers servers, Platform platform, CaptureView capture) {
    this.servers = servers;
    this.platform = platform;
    this.capture = capture;
  }

  @Override
  public Map<String, Part> check() {
    Map<String, Supplier<Part>> probes = new LinkedHashMap<>();
    probes.put("database", this::database);
    probes.put("kafka", servers.kafka().health());
    probes.put("registry", servers.registry().health());
    probes.put("tenantSchemas", () -> platform.outbox.made().isPresent() ? Part.up() : starting());
    probes.put("sync", this::sync);
    probes.put("credits", () -> context(platform.credits));
    probes.put("reclaims", this::reclaims);
    probes.put("usage", () -> follower(platform.usage));
    return Probes.ask(probes);
  }

  private Part database() {
    Part server = servers.postgres().health().get();
    if (server.status() != Status.UP || platform.pool.made().isEmpty()) {
      return server;
    }
    try (Connection connection = platform.pool.get().getConnection()) {
      return connection.isValid(1) ? Part.up() : down("the connection is dead");
    } catch (SQLException e) {
      return down(String.valueOf(e.getMessage()));
    }
  }

  private Part sync() {
    Part directory = context(platform.directory);
    return directory.status() == Status.UP ? capture.health() : directory;
  }

  /** What is not booked yet waits in Kafka: nothing else stops for it. */
  private Part reclaims() {
    return platform.reclaims.made()
        .flatMap(EventFollower::failure)
        .map(reason -> new Part(Status.DEGRADED, reason))
        .orElseGet(Part::up);
  }

  private static Part context(Step<ContextRuntime> part) {
    return part.made().map(runtime -> {
      ContextHealth health = runtime.health();
      return health.ready() ? Part.up() : down(health.detail());
    }).orElseGet(PlatformHealth::starting);
  }

  /** What only follows is missing in its own answers; nothing else waits for it. */
  private static Part follower(Step<ContextRuntime> part) {
    Part found = context(part);
    return found.status() == Status.DOWN ? new Part(Status.DEGRADED, found.detail()) : found;
  }

  public static Part starting() {
    return down("it starts");
  }

  public static Part down(String detail) {
    return new Part(Status.DOWN, detail);
  }
}
