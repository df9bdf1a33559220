package io.tributary.app.serve;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.serve.Waiting.NotYetException;
import io.tributary.schemas.ConfluentSchemaRegistry;
import io.tributary.schemas.RegistryException;
import io.tributary.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A schema registry that others run.
 *
 * @param properties by Confluent's names
 * @param probe asks once, briefly
 */
record ExternalRegistry(Map<String, String> properties, ConfluentSchemaRegistry probe) {
  /**
   * Returns once it answers.
   *
   * @throws CommandFailure when it can't be reached in time, or refuses
   */
  static ExternalRegistry await(Map<String, String> properties, Duration patience) throws InterruptedException {
    ExternalRegistry registry = new ExternalRegistry(Map.copyOf(properties), probe(properties));
    return Waiting.until(patience, "The schema registry cannot be reached", () -> {
      try {
        registry.probe.globalCompatibility();
        return registry;
      } catch (RegistryUnavailableException e) {
        throw new NotYetException(Waiting.reason(e), e);
      } catch (RegistryException e) {
        throw new CommandFailure(ExitCode.PART_FAILED, "The schema registry refuses: " + e.getMessage(), e);
      }
    });
  }

  private static ConfluentSchemaRegistry probe(Map<String, String> properties) {
    Map<String, Object> once = new HashMap<>(properties);
    once.put("max.retries", 0);
    once.put("http.connect.timeout.ms", 600);
    once.put("http.read.timeout.ms", 600);
    try {
      return new ConfluentSchemaRegistry(once);
    } catch (ConfigException e) {
      throw new CommandFailure(ExitCode.USAGE, "The address of the schema registry can't be used: " + e.getMessage(), e);
    }
  }

  /** Without it nothing stops: what is written and read here uses schemas that were settled at the start. */
  Part health() {
    try {
      probe.globalCompatibility();
      return Part.up();
    } catch (SerializationException e) {
      return new Part(Status.DEGRADED, Waiting.reason(e));
    }
  }

  /** Without its properties, which may hold a password. */
  @Override
  public String toString() {
    return "ExternalRegistry";
  }
}
