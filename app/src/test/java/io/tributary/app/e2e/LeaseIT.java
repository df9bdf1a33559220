package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.client.CreditsListener;
import io.tributary.client.Decision;
import io.tributary.client.Operation;
import io.tributary.client.TributaryCredits;
import io.tributary.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The client library against the platform in a process of its own, which is killed in the middle. */
class LeaseIT {
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port = FreePorts.next();
  private final Http http = new Http(() -> "http://localhost:" + port);
  private final List<String> rejected = new CopyOnWriteArrayList<>();

  @TempDir private Path temporary;
  private Program platform;
  private String token;
  private String tenant;

  @AfterEach
  void stop() {
    platform.tree().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void whatWasSpentWhileThePlatformWasAwayIsSettledOnce() throws Exception {
    platform = startPlatform();
    token = Program.run(temporary.resolve("token.log"), List.of("token", "--data", data())).output().strip();
    allocate(1_000);
    try (TributaryCredits credits = client()) {
      await().atMost(PATIENCE).until(() -> credits.spendable() == 200);
      assertThat(credits.consume(operation("direct", 100))).isEqualTo(new Decision.Approved(700, false));
      platform.kill();
      assertThat(credits.consume(operation("local-1", 50))).isInstanceOf(Decision.ApprovedLocally.class);
      assertThat(credits.consume(operation("direct", 100)))
          .as("decided before, and asked again while nobody knows").isInstanceOf(Decision.ApprovedLocally.class);
    }
    try (TributaryCredits credits = client()) {
      assertThat(credits.pending()).isEqualTo(2);
      assertThat(credits.spendable()).isEqualTo(50);
      assertThat(credits.consume(operation("too-much", 51))).isInstanceOf(Decision.Unavailable.class);
      assertThat(credits.consume(operation("local-2", 30))).isInstanceOf(Decision.ApprovedLocally.class);
      assertThat(credits.consume(operation("local-1", 50))).isInstanceOf(Decision.ApprovedLocally.class);

      platform = startPlatform();

      await().atMost(Duration.ofMinutes(2)).until(() -> credits.pending() == 0);
      await().atMost(Duration.ofMinutes(2)).until(() -> credits.consume(operation("local-2", 30)) instanceof Decision.Approved);
    }
    JsonNode wallet = http.wallet(tenant, "crm", token);
    assertThat(wallet.required("consumed").asLong()).as("direct, local-1, local-2: %s", wallet).isEqualTo(180);
    assertThat(wallet.required("balance").asLong() + wallet.required("held").asLong()).isEqualTo(820);
    assertThat(rejected).isEmpty();
  }

  private TributaryCredits client() throws IOException {
    return TributaryCredits.builder(URI.create("http://localhost:" + port), () -> token, "crm")
        .tenantId(tenant)
        .lease(200, Duration.ofHours(1))
        .timeout(Duration.ofSeconds(5))
        .breaker(2, Duration.ofMillis(500))
        .upkeep(Duration.ofMillis(100))
        .directory(temporary.resolve("queue"))
        .listener(new CreditsListener() {
          @Override
          public void rejected(Operation operation, String leaseId, Instant occurredAt, String code) {
            rejected.add(operation.operationId() + " " + code);
          }
        })
        .build();
  }

  private static Operation operation(String id, long amount) {
    return new Operation("crm.accounts.create", id, amount);
  }

  private void allocate(long credits) throws Exception {
    tenant = http.post("/api/tenants", token, Map.of("name", "Acme", "domain", "acme.example", "plan", "starter",
        "adminEmail", "ann@acme.example"), 201).required("id").asString();
    http.post("/api/credits/fund", token,
        Map.of("tenantId", tenant, "creditAmount", credits, "reason", "purchase"), 201);
    http.post("/api/admin/credits/allocate/application", token, Map.of("tenantId", tenant, "targetApplication", "crm",
        "creditAmount", credits, "allocationPurpose", "test"), 201);
    await().atMost(PATIENCE).untilAsserted(() ->
        assertThat(http.wallet(tenant, "crm", token).path("balance").asLong()).isEqualTo(credits));
  }

  private Program startPlatform() throws IOException {
    Program started = Program.start(temporary.resolve("dev-" + System.nanoTime() + ".log"),
        List.of("dev", "--data", data(), "--port", Integer.toString(port)));
    started.awaitReady(START_PATIENCE);
    return started;
  }

  private String data() {
    return temporary.resolve("data").toString();
  }
}
