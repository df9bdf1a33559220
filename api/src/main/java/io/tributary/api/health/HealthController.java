package io.tributary.api.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.ApiConfig;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import io.tributary.outbox.Prices;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health for people, and the two questions of an orchestrator: restart it? send it requests? (SPEC M1) */
@RestController
@Tag(name = "Health")
class HealthController {
  private static final Logger log = LoggerFactory.getLogger(HealthController.class);

  private final HealthSource source;
  private final List<CommandGateway<?>> gateways;
  private final Prices prices;
  private final String version;

  HealthController(HealthSource source, List<CommandGateway<?>> gateways, Prices prices, ApiConfig config) {
    this.source = source;
    this.gateways = gateways;
    this.prices = prices;
    this.version = config.version();
  }

  @GetMapping("/health")
  @Operation(summary = "How the platform and each of its parts are; 503 when one is down")
  ResponseEntity<HealthView> health() {
    Map<String, Part> parts = parts();
    return ResponseEntity.status(HealthView.worst(parts) == Status.DOWN ? 503 : 200)
        .header("Cache-Control", "no-store")
        .body(HealthView.of(parts, version, Instant.now()));
  }

  /** Alive as long as it answers at all: a part that is away is no reason to restart this one. */
  @GetMapping("/health/live")
  @Operation(summary = "Whether this process answers")
  Map<String, String> live() {
    return Map.of("status", "ok");
  }

  @GetMapping("/health/ready")
  @Operation(summary = "Whether this process can serve requests; 503 with what it waits for when not")
  Map<String, String> ready() {
    List<String> waiting =
        parts().entrySet().stream()
            .filter(part -> part.getValue().status() == Status.DOWN)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!waiting.isEmpty()) {
      throw new ProblemException(
          ErrorCode.NOT_READY, null, "waiting for " + String.join(", ", waiting), Map.of("waitingFor", waiting));
    }
    return Map.of("status", "ok");
  }

  private Map<String, Part> parts() {
    Map<String, Part> parts = new HashMap<>();
    try {
      parts.putAll(source.check());
    } catch (RuntimeException e) {
      log.warn("health could not be checked", e);
      parts.put("platform", new Part(Status.DOWN, "health could not be checked"));
    }
    gateways.forEach(gateway -> parts.put(commands(gateway.context()), commands(gateway)));
    parts.put("prices", prices(prices.standing()));
    return parts;
  }

  private static String commands(Context context) {
    return context == Context.CREDITS ? "commands" : context.id() + "Commands";
  }

  /** An instance that can't move stock still serves credits, so it stays in service (design rule 5). */
  private static Part commands(CommandGateway<?> gateway) {
    if (gateway.ready()) {
      return Part.up();
    }
    Status status = gateway.context() == Context.CREDITS ? Status.DOWN : Status.DEGRADED;
    return new Part(status, "replies are not read yet");
  }

  /** Consumption that names its amount needs no prices, so stale ones don't take this instance out of service. */
  private static Part prices(Prices.Standing standing) {
    return switch (standing.state()) {
      case CURRENT -> Part.up();
      case STALE -> new Part(Status.DEGRADED, "changes since " + standing.since() + " may be missing");
      case LOADING -> new Part(Status.DOWN, "prices were not read yet");
    };
  }
}
