package io.tributary.api.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Metrics in Prometheus' text format. */
@RestController
@Tag(name = "Health")
class MetricsController {
  static final String TEXT = "text/plain;version=0.0.4;charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsController(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @GetMapping(path = "/metrics", produces = TEXT)
  @Operation(summary = "Metrics of this process, for Prometheus")
  String metrics() {
    return registry.scrape();
  }
}
