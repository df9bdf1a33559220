package io.tributary.app.serve;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.platform.Database;
import io.tributary.app.platform.PlatformHealth;
import io.tributary.app.platform.Server;
import io.tributary.app.platform.Servers;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import java.time.Duration;
import java.util.Map;

/**
 * Where the servers are that others run.
 *
 * @param streams Kafka and the registry
 */
public record ExternalServers(Database database, ExternalStreams streams) {
  String bootstrapServers() {
    return streams.bootstrapServers();
  }

  Servers servers(Startup startup) {
    Step<Database> postgres =
        startup.step("PostgreSQL", () -> ExternalPostgres.await(database, streams.patience()));
    // The pool's probe tells the rest.
    Server<Database> server = new Server<>(
        postgres, postgres::get, () -> postgres.made().isPresent() ? Part.up() : PlatformHealth.starting());
    return new Servers(server, streams.kafka(startup), streams.registry(startup));
  }

  /**
   * Kafka, and the registry that says what its records mean.
   *
   * @param registry by Confluent's property names
   * @param patience how long a start waits for each server
   */
  public record ExternalStreams(String bootstrapServers, Map<String, String> registry, Duration patience) {
    Server<String> kafka(Startup startup) {
      Step<ExternalKafka> kafka = startup.step("Kafka", () -> ExternalKafka.await(bootstrapServers, patience));
      return new Server<>(kafka, () -> kafka.get().bootstrapServers(),
          () -> kafka.made().map(ExternalKafka::health).orElseGet(PlatformHealth::starting));
    }

    Server<Map<String, String>> registry(Startup startup) {
      Step<ExternalRegistry> found =
          startup.step("Schema registry", () -> ExternalRegistry.await(registry, patience));
      return new Server<>(found, () -> found.get().properties(),
          () -> found.made().map(ExternalRegistry::health).orElseGet(PlatformHealth::starting));
    }
  }
}
