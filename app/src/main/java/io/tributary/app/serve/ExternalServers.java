package io.tributary.app.serve;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.platform.Database;
import io.tributary.app.platform.PlatformHealth;
import io.tributary.app.platform.Server;
import io.tributary.app.platform.Servers;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.schemas.KafkaAccess;
import java.time.Duration;
import java.util.Map;

/**
 * Where the servers are that others run.
 *
 * @param streams Kafka and the registry
 */
public record ExternalServers(Database database, ExternalStreams streams) {
  Servers servers(Startup startup) {
    Step<Database> postgres =
        startup.step("PostgreSQL", () -> ExternalPostgres.await(database, streams.patience()));
    // The pool's probe tells the rest.
    Server<Database> server = new Server<>(
        postgres, postgres::get, () -> postgres.made().isPresent() ? Part.up() : PlatformHealth.starting());
    return new Servers(server, streams.kafkaServer(startup), streams.registryServer(startup));
  }

  /**
   * Kafka, and the registry that says what its records mean.
   *
   * @param registry by Confluent's property names
   * @param patience how long a start waits for each server
   */
  public record ExternalStreams(KafkaAccess kafka, Map<String, String> registry, Duration patience) {
    Server<KafkaAccess> kafkaServer(Startup startup) {
      Step<ExternalKafka> found = startup.step("Kafka", () -> ExternalKafka.await(kafka, patience));
      return new Server<>(found, () -> found.get().access(),
          () -> found.made().map(ExternalKafka::health).orElseGet(PlatformHealth::starting));
    }

    Server<Map<String, String>> registryServer(Startup startup) {
      Step<ExternalRegistry> found =
          startup.step("Schema registry", () -> ExternalRegistry.await(registry, patience));
      return new Server<>(found, () -> found.get().properties(),
          () -> found.made().map(ExternalRegistry::health).orElseGet(PlatformHealth::starting));
    }

    /** Without the registry's properties, which may hold a password. */
    @Override
    public String toString() {
      return "Kafka at " + kafka;
    }
  }
}
