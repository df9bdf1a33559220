package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.ExitCode;
import io.tributary.app.instance.Secrets;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.embedded.EmbeddedRegistry;
import io.tributary.embedded.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Server roles in processes of their own, on servers that they did not start. */
class ServeIT {
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final int port = FreePorts.next();
  private final Http http = new Http(() -> "http://localhost:" + port);
  private final List<AutoCloseable> servers = new ArrayList<>();
  private final List<Program> programs = new ArrayList<>();

  @TempDir
  private Path temporary;

  @AfterEach
  void stop() throws Exception {
    programs.stream().flatMap(program -> program.tree().stream()).forEach(ProcessHandle::destroyForcibly);
    for (AutoCloseable server : servers.reversed()) {
      server.close();
    }
  }

  /** Two processes and one trace each, from the request to what follows from it. */
  private void assertTraced(Collector collector) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
      Collector.Seen consume = collector.request("/api/credits/consume");
      assertThat(consume.name()).isEqualTo("POST /api/credits/consume");
      assertThat(consume.parent()).isEmpty();
      assertThat(consume.attributes()).containsEntry("http.response.status_code", "[200]");
      collector.part(consume, "receive credits.replies");
      Collector.Seen decision = collector.part(collector.part(consume, "send credits.commands"), "process credits.commands");
      assertThat(decision.attributes()).containsEntry("messaging.consumer.group.name", "tributary-credits");
      collector.part(decision, "process credits.events");

      Collector.Seen row = collector.part(collector.request("/api/admin/credits/allocate/application"), "INSERT outbox");
      Collector.Seen captured = collector.part(row, "send outbox.credits");
      assertThat(captured.service()).isEqualTo("tributary-capture");
      Collector.Seen applied = collector.part(captured, "process outbox.credits");
      assertThat(applied.service()).isEqualTo("tributary-serve");
      collector.part(applied, "process credits.events");
    });
  }

  @Test
  void theBalanceOutlivesTheProcessThatServedIt() throws Exception {
    Map<String, String> environment = environment();
    Collector collector = Collector.start();
    servers.add(collector);
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    Path keys = temporary.resolve("keys");
    String operator = new Tokens(Secrets.create(keys).token()).mint("operator", null, CallerRole.PLATFORM, Duration.ofHours(1));

    // At once: capture waits for the tables and topics that the other makes.
    Program capture = start("capture", environment, "capture", "--port", "0");
    Program serve = start("serve-1", environment, "serve", "--no-capture");
    serve.awaitReady(START_PATIENCE);
    capture.awaitReady(START_PATIENCE);

    String id = http.post("/api/tenants", operator, Map.of("name", "Acme", "domain", "acme.example", "plan", "starter",
        "adminEmail", "ann@acme.example"), 201).required("id").asString();
    http.post("/api/credits/fund", operator, Map.of("tenantId", id, "creditAmount", 1_000, "reason", "purchase"), 201);
    http.post("/api/admin/credits/allocate/application", operator, Map.of("tenantId", id, "targetApplication", "crm",
        "creditAmount", 600, "allocationPurpose", "Monthly CRM credits"), 201);
    String owner = ownersToken(keys);
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
        assertThat(http.wallet(id, "crm", owner).path("balance").asLong()).isEqualTo(600));
    JsonNode approved = http.post("/api/credits/consume", owner, Map.of("application", "crm", "creditAmount", 35,
        "operationCode", "crm.accounts.create", "operationId", "acc-123"), 200);
    assertThat(approved.required("balance").asLong()).isEqualTo(565);
    JsonNode used = http.usage(id, "?groupBy=operation", owner, approved.required("position").asString());
    assertThat(used.path(0).path("credits").asLong()).as("usage reflects the ledger's position: %s", used).isEqualTo(35);
    assertThat(http.get("/health", operator).required("status").asString()).isEqualTo("ok");
    assertTraced(collector);

    serve.kill();
    Program again = start("serve-2", environment, "serve", "--no-capture");
    again.awaitReady(START_PATIENCE);
    assertThat(http.wallet(id, "crm", owner).required("balance").asLong()).isEqualTo(565);

    assertThat(capture.isAlive()).as(capture.output()).isTrue();
    long begin = System.nanoTime();
    again.terminate();
    capture.terminate();
    for (Program program : List.of(again, capture)) {
      assertThat(program.await(Duration.ofSeconds(30)).output()).contains("stopped in").doesNotContain("did not stop");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(STOP_LIMIT);

    Program.Result refused = start("serve-3", environment, "serve", "--no-capture", "--partitions", "8")
        .await(START_PATIENCE);
    assertThat(refused.status()).isEqualTo(ExitCode.PART_FAILED.status());
    assertThat(refused.output()).containsPattern("tributary: .* topics must have 8 partitions, but .* has 4");
  }

  private Program start(String name, Map<String, String> environment, String... args) throws Exception {
    Program program = Program.start(temporary.resolve(name + ".log"), List.of(args), environment);
    programs.add(program);
    return program;
  }

  private String ownersToken(Path keys) throws Exception {
    Program.Result token = Program.run(temporary.resolve("token.log"), List.of("token", "--secrets", keys.toString(),
        "--url", "http://localhost:" + port, "--tenant", "acme.example"));
    assertThat(token.status()).as(token.output()).isZero();
    return token.output().strip();
  }

  /** Starts the servers, side by side, and tells where they are, as a compose file does. */
  private Map<String, String> environment() {
    CompletableFuture<EmbeddedRegistry> registry = CompletableFuture.supplyAsync(EmbeddedRegistry::temporary);
    CompletableFuture<EmbeddedBroker> kafka = CompletableFuture.supplyAsync(EmbeddedBroker::temporary);
    EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
    servers.addAll(List.of(postgres, kafka.join(), registry.join()));
    Map<String, String> environment = new HashMap<>();
    environment.put("TRIBUTARY_KAFKA_BOOTSTRAP", kafka.join().bootstrapServers());
    environment.put("TRIBUTARY_POSTGRES_URL", postgres.jdbcUrl());
    environment.put("TRIBUTARY_POSTGRES_USER", postgres.user());
    environment.put("TRIBUTARY_POSTGRES_PASSWORD", postgres.password());
    environment.put("TRIBUTARY_REGISTRY_URL", registry.join().url());
    environment.put("TRIBUTARY_SECRETS_DIR", temporary.resolve("keys").toString());
    environment.put("TRIBUTARY_STATE_DIR", temporary.resolve("state").toString());
    environment.put("TRIBUTARY_HTTP_PORT", Integer.toString(port));
    environment.put("TRIBUTARY_QUERY_PORT", Integer.toString(FreePorts.next()));
    environment.put("TRIBUTARY_INSTANCE_ID", "serve-0");
    environment.put("TRIBUTARY_ADVERTISED_HOST", "localhost");
    environment.put("TRIBUTARY_WAIT", "2m");
    return environment;
  }
}
