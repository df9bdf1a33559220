package io.tributary.app.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.api.health.HealthSource;
import io.tributary.app.start.Step;
import io.tributary.connectors.EventFollower;
import io.tributary.schemas.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The health of a process that serves the API, and of the servers; also answers while it is still starting. */
public final class PlatformHealth implements HealthSource {
  private final Servers servers;
  private final Writes writes;
  private final ContextsView contexts;
  private final CaptureView capture;
  private final Step<EventFollower> reclaims;

  PlatformHealth(
      Servers servers, Writes writes, ContextsView contexts, CaptureView capture, Step<EventFollower> reclaims) {
    this.servers = servers;
    this.writes = writes;
    this.contexts = contexts;
    this.capture = capture;
    this.reclaims = reclaims;
  }

  @Override
  public Map<String, Part> check() {
    Map<String, Supplier<Part>> probes = new LinkedHashMap<>();
    probes.put("database", this::database);
    probes.put("kafka", servers.kafka().health());
    probes.put("registry", servers.registry().health());
    probes.put("tenantSchemas", () -> writes.outbox.made().isPresent() ? Part.up() : starting());
    probes.put("sync", this::sync);
    probes.put("credits", () -> contexts.health(Context.CREDITS));
    probes.put("reclaims", this::reclaims);
    probes.put("usage", () -> follower(contexts.health(Context.USAGE)));
    return Probes.ask(probes);
  }

  private Part database() {
    Part server = servers.postgres().health().get();
    if (server.status() != Status.UP) {
      return server;
    }
    return writes.pool.made().map(PlatformHealth::database).orElse(server);
  }

  private static Part database(HikariDataSource pool) {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(1) ? Part.up() : down("the connection is dead");
    } catch (SQLException e) {
      return down(String.valueOf(e.getMessage()));
    }
  }

  private Part sync() {
    Part directory = contexts.health(Context.DIRECTORY);
    return directory.status() == Status.UP ? capture.health() : directory;
  }

  /** What is not booked yet waits in Kafka: nothing else stops for it. */
  private Part reclaims() {
    return reclaims.made()
        .flatMap(EventFollower::failure)
        .map(reason -> new Part(Status.DEGRADED, reason))
        .orElseGet(Part::up);
  }

  /** What only follows is missing in its own answers; nothing else waits for it. */
  private static Part follower(Part found) {
    return found.status() == Status.DOWN ? new Part(Status.DEGRADED, found.detail()) : found;
  }

  public static Part starting() {
    return down("it starts");
  }

  public static Part down(String detail) {
    return new Part(Status.DOWN, detail);
  }
}
