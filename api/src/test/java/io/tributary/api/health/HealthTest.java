package io.tributary.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.600Z");

  private final Api api = Api.shared();

  @Test
  void theDocumentHasTheKeysOfBothSeeds() {
    Reply reply = api.http.get("/health").send();
    assertThat(reply.json().propertyNames())
        .contains("status", "timestamp", "services", "database", "redis", "tenantSchemas", "version");
    assertThat(reply.json().get("services").propertyNames()).contains("database", "redis", "sync");
    assertThat(reply.json().get("version").asString()).isEqualTo("1.2.3");
  }

  @Test
  void theWorstPartDecides() {
    Part degraded = new Part(Status.DEGRADED, "catching up");
    HealthView well = HealthView.of(Map.of("database", Part.up(), "kafka", Part.up()), "1", NOW);
    assertThat(well.status()).isEqualTo("ok");
    assertThat(well.database()).isEqualTo("healthy");
    assertThat(well.services()).containsEntry("database", "ok").containsEntry("redis", "ok");
    HealthView slower = HealthView.of(Map.of("database", Part.up(), "sync", degraded), "1", NOW);
    assertThat(slower.status()).isEqualTo("degraded");
    assertThat(slower.details()).containsEntry("sync", "catching up");
    Map<String, Part> parts = Map.of("sync", degraded, "kafka", new Part(Status.DOWN, "gone"));
    HealthView broken = HealthView.of(parts, "1", NOW);
    assertThat(broken.status()).isEqualTo("down");
    assertThat(broken.redis()).isEqualTo("down");
  }

  @Test
  void metricsAreInPrometheusText() {
    api.http.get("/health/live").send();
    Reply reply = api.http.get("/metrics").send();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(reply.text())
        .contains("http_server_requests_seconds_count{")
        .contains("uri=\"/health/live\"")
        .contains("tributary_commands_inflight{context=\"credits\"}")
        .contains("tributary_input_behind{context=\"credits\",topic=\"credits.commands\"} 2.0")
        .contains("jvm_memory_used_bytes{")
        .contains("tributary_sse_readers{stream=\"live\"} 0.0");
  }

  /** A context that reads nothing else has no other figure. */
  @Test
  void eachContextIsBehindInWhatItReads() {
    assertThat(api.http.get("/metrics").send().text().lines()
        .filter(line -> line.startsWith("tributary_input_behind{"))
        .map(line -> line.replaceFirst(".*topic=\"", "").replaceFirst("\".*", "")))
        .containsExactlyInAnyOrder(
            "outbox.directory", "outbox.credits", "credits.commands", "credits.events", "inventory.commands");
  }

  @Test
  void problemsAreCountedByTheirCode() {
    api.http.get("/api/no-such-path").token(api.platform()).send();
    assertThat(api.http.get("/metrics").send().text())
        .containsPattern("tributary_problems_total\\{code=\"not_found\",status=\"404\"} [1-9]");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.stream.state.put.rate, DENY",
    "kafka.stream.state.estimate.num.keys, NEUTRAL",
    "kafka.stream.state.updater.active.restoring.tasks, NEUTRAL",
    "kafka.stream.task.process.rate, NEUTRAL",
    "kafka.stream.task.punctuate.rate, DENY",
    "kafka.stream.thread.commit.latency.avg, NEUTRAL",
    "kafka.consumer.fetch.manager.records.lag, NEUTRAL",
    "kafka.consumer.fetch.manager.records.lag.max, DENY",
    "kafka.producer.node.request.rate, DENY",
    "http.server.requests, NEUTRAL"
  })
  void whatKafkaDoesNotKeepIsLeftOut(String name, MeterFilterReply reply) {
    Meter.Id id = new Meter.Id(name, Tags.empty(), null, null, Meter.Type.GAUGE);
    assertThat(ShownMeters.shown().accept(id)).isEqualTo(reply);
  }
}
