package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.app.ExitCode;
import io.tributary.app.instance.InstanceInfo;
import io.tributary.app.instance.RunningInstance;
import io.tributary.app.replay.RetailSlice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole platform in processes of its own, over one data directory: what a user does, in that order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevIT {
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int INVOICES = 400;

  private final HttpClient http = HttpClient.newHttpClient();

  private Path temporary;
  private Path data;
  private Path slice;
  private @Nullable Program platform;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    temporary = directory;
    data = temporary.resolve("data");
    slice = temporary.resolve("slice.csv");
    RetailSlice.write(slice, INVOICES, 11);
    platform = startPlatform();
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      platform.tree().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  @Order(1)
  void aCreditMovesFromPostgresToAWallet() throws Exception {
    String operator = token();
    JsonNode tenant = call("POST", "/api/tenants", operator,
        Map.of("name", "Acme", "domain", "acme.example", "plan", "professional", "adminEmail", "ann@acme.example"), 201);
    String id = tenant.required("id").asString();
    String owner = token("--tenant", "acme.example");

    call("POST", "/api/credits/fund", operator,
        Map.of("tenantId", id, "creditAmount", 1_000, "reason", "purchase"), 201);
    call("POST", "/api/admin/credits/allocate/application", operator, Map.of("tenantId", id, "sourceEntityId", id,
        "targetApplication", "crm", "creditAmount", 600, "allocationPurpose", "Monthly CRM credits"), 201);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
        assertThat(wallet(id, "crm", owner).path("balance").asLong()).isEqualTo(600));
    JsonNode approved = call("POST", "/api/credits/consume", owner, consumption(id, 35, "acc-123"), 200);
    assertThat(approved.required("decision").asString()).isEqualTo("approved");
    assertThat(approved.required("balance").asLong()).isEqualTo(565);
    assertThat(call("POST", "/api/credits/consume", owner, consumption(id, 35, "acc-123"), 200).required("balance").asLong())
        .isEqualTo(565);

    JsonNode used = usage(id, "?groupBy=operation", owner, approved.required("position").asString());
    assertThat(used.path(0).path("credits").asLong()).as("usage reflects the ledger's position: %s", used).isEqualTo(35);

    JsonNode refused = call("POST", "/api/credits/consume", owner, consumption(id, 566, "acc-124"), 402);
    assertThat(refused.required("code").asString()).isEqualTo("insufficient_credits");
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
        assertThat(wallet(id, "crm", owner).path("consumed").asLong()).isEqualTo(35));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
        assertThat(call("GET", "/api/sync/tenant/" + id, owner, null, 200).required("users").get(0).required("email").asString())
            .isEqualTo("ann@acme.example"));
  }

  @Test
  @Order(2)
  void aSecondInstanceOnTheSameDataRefusesToStart() throws Exception {
    Program.Result second =
        Program.run(temporary.resolve("second.log"), List.of("dev", "--data", data.toString(), "--port", "0"));

    assertThat(second.status()).isEqualTo(ExitCode.IN_USE.status());
    assertThat(second.output().strip()).hasLineCount(1).contains("is in use by another Tributary (pid ");
  }

  @Test
  @Order(3)
  void aReplayIsExactThoughPlatformAndReplayAreKilledInItsMiddle() throws Exception {
    Program replay = Program.start(temporary.resolve("replay-1.log"), replay("--rate", "40"));
    awaitVerdicts(INVOICES / 8);
    replay.kill();
    Program again = Program.start(temporary.resolve("replay-2.log"), replay("--rate", "40"));
    awaitVerdicts(INVOICES / 4);
    platform.kill();
    platform = startPlatform();

    Program.Result end = again.await(Duration.ofMinutes(3));
    assertThat(end.status()).as(end.output()).isEqualTo(ExitCode.OK.status());
    assertThat(wallets()).isEqualTo(RetailSlice.totals(slice));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(used()).isEqualTo(RetailSlice.totals(slice)));
    assertThat(Program.run(temporary.resolve("replay-3.log"), replay("--restart")).status()).isZero();
    assertThat(wallets()).isEqualTo(RetailSlice.totals(slice));
  }

  @Test
  @Order(4)
  void kafkaJsReadsEachEventOnce() throws Exception {
    KafkaJs.assumeInstalled();
    JsonNode events = KafkaJs.read(instance(), temporary);

    assertThat(events.required("twice").asInt()).isZero();
    assertThat(events.required("keysThatAreNotTheTenant").asInt()).isZero();
    // One more than the slice's: the first test's.
    assertThat(events.required("operations").asLong()).isEqualTo(RetailSlice.invoices(slice) + 1);
    assertThat(events.required("types").required("credit.refused").asInt()).isEqualTo(1);
    long credits = events.required("consumed").valueStream().mapToLong(JsonNode::asLong).sum();
    assertThat(credits).isEqualTo(RetailSlice.totals(slice).values().stream().mapToLong(Long::longValue).sum() + 35);
  }

  @Test
  @Order(5)
  void ctrlCStopsEverything() throws Exception {
    List<ProcessHandle> tree = platform.tree();
    assertThat(tree).hasSizeGreaterThan(2);
    long begin = System.nanoTime();
    platform.interrupt();
    Program.Result end = platform.await(Duration.ofSeconds(30));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(STOP_LIMIT);
    assertThat(end.output()).contains("stopped in");
    await().atMost(Duration.ofSeconds(2)).until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(Program.run(temporary.resolve("token.log"), List.of("token", "--data", data.toString())).status())
        .isEqualTo(ExitCode.NO_INSTANCE.status());
  }

  private Program startPlatform() throws IOException {
    Program started = Program.start(
        temporary.resolve("dev-" + System.nanoTime() + ".log"), List.of("dev", "--data", data.toString(), "--port", "0"));
    await().atMost(START_PATIENCE).until(() -> started.output().contains("Ready in") || !started.isAlive());
    assertThat(started.isAlive()).as(started.output()).isTrue();
    return started;
  }

  private List<String> replay(String... options) {
    return Stream.concat(Stream.of("replay", slice.toString(), "--data", data.toString()), Stream.of(options)).toList();
  }

  /** Waits until the checkpoint has so many verdicts. */
  private void awaitVerdicts(int number) {
    await().atMost(Duration.ofMinutes(2)).until(() -> {
      try (Stream<Path> notes = Files.list(data.resolve("replay"))) {
        Path checkpoint = notes.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
        return JsonMapper.shared().readTree(Files.readString(checkpoint)).required("outcomes").asString().chars()
            .filter(outcome -> outcome == 'A').count() >= number;
      } catch (IOException | java.util.NoSuchElementException notYet) {
        return false;
      }
    });
  }

  /** Consumed credits by tenant name, of the tenants that the slice names. */
  private Map<String, Long> wallets() throws Exception {
    String operator = token();
    Map<String, Long> consumed = new TreeMap<>();
    for (JsonNode tenant : call("GET", "/api/tenants?limit=200", operator, null, 200).required("items")) {
      if (!tenant.required("name").asString().equals("Acme")) {
        consumed.put(tenant.required("name").asString(),
            wallet(tenant.required("id").asString(), "operations", operator).required("consumed").asLong());
      }
    }
    return consumed;
  }

  /** As {@link #wallets}, but what usage tells of these days. */
  private Map<String, Long> used() throws Exception {
    String operator = token();
    Map<String, Long> credits = new TreeMap<>();
    for (JsonNode tenant : call("GET", "/api/tenants?limit=200", operator, null, 200).required("items")) {
      if (!tenant.required("name").asString().equals("Acme")) {
        JsonNode days = usage(tenant.required("id").asString(), "?window=day", operator, null);
        credits.put(tenant.required("name").asString(),
            days.valueStream().mapToLong(day -> day.required("credits").asLong()).sum());
      }
    }
    return credits;
  }

  private JsonNode wallet(String tenantId, String application, String token) throws Exception {
    return call("GET", "/api/credits/wallets/" + tenantId + "/" + application + "?tenantId=" + tenantId, token, null, 200);
  }

  private JsonNode usage(String tenantId, String query, String token, @Nullable String position) throws Exception {
    String path = "/api/credits/usage" + query + "&tenantId=" + tenantId;
    return call("GET", path, token, null, 200, position).required("items");
  }

  private static Map<String, Object> consumption(String tenantId, long amount, String operationId) {
    return Map.of("tenantId", tenantId, "application", "crm", "creditAmount", amount,
        "operationCode", "crm.accounts.create", "operationId", operationId);
  }

  private InstanceInfo instance() throws IOException {
    return new RunningInstance(data.toRealPath()).info();
  }

  private String token(String... options) throws Exception {
    List<String> args = Stream.concat(Stream.of("token", "--data", data.toString()), Stream.of(options)).toList();
    Program.Result result = Program.run(temporary.resolve("token.log"), args);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output().strip();
  }

  private JsonNode call(String method, String path, String token, @Nullable Object body, int status) throws Exception {
    return call(method, path, token, body, status, null);
  }

  private JsonNode call(
      String method, String path, String token, @Nullable Object body, int status, @Nullable String position)
      throws Exception {
    HttpRequest.BodyPublisher publisher = body == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(instance().httpUrl() + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, publisher);
    if (position != null) {
      request.header("Tributary-Position", position);
    }
    HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(response.body());
  }
}
