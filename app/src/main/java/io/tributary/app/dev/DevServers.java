package io.tributary.app.dev;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.platform.Database;
import io.tributary.app.platform.PlatformHealth;
import io.tributary.app.platform.Server;
import io.tributary.app.platform.Servers;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.app.start.Supervisor;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.EmbeddedPart;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.embedded.EmbeddedRegistry;
import io.tributary.schemas.KafkaAccess;
import java.util.Map;
import java.util.stream.Stream;

/** The servers that {@code dev} and {@code cluster} bring themselves. */
public final class DevServers {
  private final Step<EmbeddedPostgres> postgres;
  private final Step<EmbeddedBroker> kafka;
  private final Step<EmbeddedRegistry> registry;

  public DevServers(Startup startup, DataDirectory data, DevOptions options) {
    postgres = startup.step("PostgreSQL", () -> EmbeddedPostgres.start(data.part("postgres"), options.postgresPort()));
    kafka = startup.step("Kafka broker", () -> EmbeddedBroker.start(data.part("kafka"), options.kafkaPort()));
    registry = startup.step("Schema registry", () -> EmbeddedRegistry.start(data.part("registry"), options.registryPort()));
  }

  public Servers servers() {
    return new Servers(
        new Server<>(postgres, this::database, () -> running(postgres)),
        new Server<>(kafka, () -> KafkaAccess.open(bootstrapServers()), () -> running(kafka)),
        new Server<>(registry, () -> Map.of("schema.registry.url", registryUrl()), () -> running(registry)));
  }

  /** One that stops by itself ends the platform. */
  public void watch(Supervisor supervisor) {
    Stream.of(postgres, kafka, registry).forEach(server -> supervisor.watch(server.get().exited()));
  }

  public String bootstrapServers() {
    return kafka.get().bootstrapServers();
  }

  public String registryUrl() {
    return registry.get().url();
  }

  /** With user and password, as psql takes it. */
  public String postgresUrl() {
    EmbeddedPostgres server = postgres.get();
    return "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port() + "/"
        + server.database();
  }

  private Database database() {
    return new Database(postgres.get().jdbcUrl(), postgres.get().user(), postgres.get().password());
  }

  private static Part running(Step<? extends EmbeddedPart> part) {
    return part.made()
        .map(server -> server.exited().isDone() ? PlatformHealth.down("it has stopped") : Part.up())
        .orElseGet(PlatformHealth::starting);
  }
}
