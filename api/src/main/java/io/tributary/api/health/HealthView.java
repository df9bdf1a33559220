package io.tributary.api.health;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The health document with the keys of both seeds: S0's {@code services} and S3's flat ones. Where they name Redis, this
 * platform has Kafka, so both names show it. The status is S0's {@code ok}, else {@code degraded} or {@code down}; S3's
 * parts are {@code healthy}, {@code degraded} or {@code down}.
 *
 * @param details what there is to say of a part
 */
public record HealthView(
    String status,
    Instant timestamp,
    String version,
    Map<String, String> services,
    String database,
    String redis,
    String tenantSchemas,
    Map<String, String> details) {

  public static HealthView of(Map<String, Part> parts, String version, Instant now) {
    Map<String, String> services = new TreeMap<>();
    Map<String, String> details = new TreeMap<>();
    parts.forEach(
        (name, part) -> {
          services.put(name, word(part, "ok"));
          if (!part.detail().isEmpty()) {
            details.put(name, part.detail());
          }
        });
    for (String expected : new String[] {"database", "sync"}) {
      services.putIfAbsent(expected, "unknown");
    }
    services.put("redis", services.getOrDefault("kafka", "unknown"));
    return new HealthView(
        word(worst(parts), "ok"),
        now,
        version,
        services,
        flat(parts, "database"),
        flat(parts, "kafka"),
        flat(parts, "tenantSchemas"),
        details);
  }

  public static Status worst(Map<String, Part> parts) {
    return parts.values().stream().map(Part::status).max(Enum::compareTo).orElse(Status.UP);
  }

  private static String flat(Map<String, Part> parts, String name) {
    return Optional.ofNullable(parts.get(name)).map(part -> word(part, "healthy")).orElse("unknown");
  }

  private static String word(Part part, String up) {
    return word(part.status(), up);
  }

  private static String word(Status status, String up) {
    return switch (status) {
      case UP -> up;
      case DEGRADED -> "degraded";
      case DOWN -> "down";
    };
  }
}
