package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.app.ExitCode;
import io.tributary.app.instance.InstanceInfo;
import io.tributary.app.instance.RunningInstance;
import io.tributary.app.orders.Restocking;
import io.tributary.app.replay.RetailSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
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
  private static final Duration VERDICTS_PATIENCE = Duration.ofMinutes(3);
  private static final int INVOICES = 400;

  private final Http http = new Http(() -> instance().httpUrl());

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
  void theReadmesTourWorksToTheLetter() throws Exception {
    String said = ReadmeTour.run(temporary, data, instance().httpUrl());

    assertThat(said)
        .contains("\"applied\":true", "\"decision\":\"approved\"", "\"balance\":965", "\"replayed\":true")
        .contains("\"code\":\"operation_mismatch\"", "\"field\":\"creditAmount\"", "\"code\":\"insufficient_credits\"")
        .contains("\"creditAmount\":20", "\"priceId\"", "\"operationCode\":\"credits.reclaim\"")
        .contains("\"code\":\"insufficient_stock\"", "\"globalAvailable\":2", "\"orderStatus\":\"SHIPPED\"")
        .contains("\"consumed\":98", "\"email\":\"ada@acme.example.com\"", "\"status\":\"ok\"");
    // Of 10,000 that the tour funds, 1,000 go out; what the ledger took back can be allocated again.
    String owner = token("--tenant", "acme.example.com");
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> http.post("/api/admin/credits/allocate/application", owner,
        Map.of("targetApplication", "hr", "creditAmount", 9_100), 201));
    // Meters of tasks are looked for every ten seconds.
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(http.text("/metrics").lines()
        .map(line -> line.split("[ {]", 2)[0])).as("what dashboards and alerts ask for").containsAll(monitored()));
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
    awaitMoreVerdicts(replay, "");
    replay.kill();
    Program again = Program.start(temporary.resolve("replay-2.log"), replay("--rate", "40"));
    awaitMoreVerdicts(again, "");
    platform.kill();
    platform = startPlatform();
    awaitMoreVerdicts(again, ".stock");
    again.kill();
    Program third = Program.start(temporary.resolve("replay-3.log"), replay("--rate", "40"));
    awaitMoreVerdicts(third, ".stock");
    platform.kill();
    platform = startPlatform();

    Program.Result end = third.await(Duration.ofMinutes(3));
    assertThat(end.status()).as(end.output()).isEqualTo(ExitCode.OK.status());
    assertThat(wallets()).isEqualTo(RetailSlice.totals(slice));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(used()).isEqualTo(RetailSlice.totals(slice)));
    assertThat(end.output()).contains("piece by piece");
    assertThat(Program.run(temporary.resolve("replay-4.log"), replay("--restart")).status()).isZero();
    assertThat(wallets()).isEqualTo(RetailSlice.totals(slice));
    assertShelves();
  }

  @Test
  @Order(4)
  void kafkaJsReadsEachEventOnce() throws Exception {
    KafkaJs.assumeInstalled();
    JsonNode events = KafkaJs.read(instance(), temporary);

    assertThat(events.required("twice").asInt()).isZero();
    assertThat(events.required("keysThatAreNotTheTenant").asInt()).isZero();
    // Five more than the slice's: the tour's.
    assertThat(events.required("operations").asLong()).isEqualTo(RetailSlice.invoices(slice) + 5);
    assertThat(events.required("types").required("credit.refused").asInt()).isEqualTo(1);
    long credits = events.required("consumed").valueStream().mapToLong(JsonNode::asLong).sum();
    assertThat(credits).isEqualTo(RetailSlice.totals(slice).values().stream().mapToLong(Long::longValue).sum() + 58);
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
    started.awaitReady(START_PATIENCE);
    return started;
  }

  private List<String> replay(String... options) {
    return Stream.concat(Stream.of("replay", slice.toString(), "--data", data.toString()), Stream.of(options)).toList();
  }

  /** Of metrics.txt, which the monitoring's own test goes by. */
  private static List<String> monitored() throws IOException {
    return Files.readAllLines(Path.of("../deploy/monitoring/metrics.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ")[0])
        .toList();
  }

  /** What lies in each shop is what the file leaves, and whole orders of the reorder rule. */
  private void assertShelves() throws Exception {
    Map<String, Map<String, Long>> net = RetailSlice.net(slice);
    String operator = token();
    for (JsonNode tenant : http.get("/api/tenants?limit=200", operator).required("items")) {
      for (Map.Entry<String, Long> code : net.getOrDefault(tenant.required("name").asString(), Map.of()).entrySet()) {
        JsonNode level = http.get(
            "/api/v1/stock/products/" + code.getKey() + "?tenantId=" + tenant.required("id").asString(), operator);
        long left = level.required("globalQuantity").asLong() - code.getValue();
        assertThat(left % Restocking.QUANTITY).as("%s", level).isZero();
        assertThat(level.required("globalReserved").asLong()).isZero();
      }
    }
  }

  /** Waits until a replay has added to what its checkpoint held before: then it is under way, and in its middle. */
  private void awaitMoreVerdicts(Program replay, String kind) {
    long number = Math.min(INVOICES, verdicts(kind) + INVOICES / 8);
    try {
      await().atMost(VERDICTS_PATIENCE).until(() -> verdicts(kind) >= number || !replay.isAlive());
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("The replay said:\n" + replay.output() + "\nThe platform said:\n" + platform.output(), late);
    }
    assertThat(verdicts(kind)).as(replay.output()).isGreaterThanOrEqualTo(number);
  }

  private long verdicts(String kind) {
    Pattern checkpoint = Pattern.compile("[0-9a-f]+" + Pattern.quote(kind) + "\\.json");
    try (Stream<Path> notes = Files.list(data.resolve("replay"))) {
      Path file = notes.filter(note -> checkpoint.matcher(note.getFileName().toString()).matches()).findFirst().orElseThrow();
      return JsonMapper.shared().readTree(Files.readString(file)).required("outcomes").asString().chars()
          .filter(outcome -> outcome == 'A').count();
    } catch (IOException | NoSuchElementException notYet) {
      return 0;
    }
  }

  private Map<String, Long> wallets() throws Exception {
    return byTenant((id, operator) -> http.wallet(id, "operations", operator).required("consumed").asLong());
  }

  /** As {@link #wallets}, but what usage tells of these days. */
  private Map<String, Long> used() throws Exception {
    return byTenant((id, operator) -> http.usage(id, "?window=day", operator, null).valueStream()
        .mapToLong(day -> day.required("credits").asLong()).sum());
  }

  /** What is told of a tenant. */
  private interface Consumed {
    long of(String tenantId, String token) throws Exception;
  }

  /** Consumed credits by tenant name, of the tenants that the slice names. */
  private Map<String, Long> byTenant(Consumed consumed) throws Exception {
    String operator = token();
    Map<String, Long> credits = new TreeMap<>();
    for (JsonNode tenant : http.get("/api/tenants?limit=200", operator).required("items")) {
      if (!tenant.required("name").asString().equals("Acme Corp")) {
        credits.put(tenant.required("name").asString(), consumed.of(tenant.required("id").asString(), operator));
      }
    }
    return credits;
  }

  private InstanceInfo instance() {
    return new RunningInstance(data).info();
  }

  private String token(String... options) throws Exception {
    List<String> args = Stream.concat(Stream.of("token", "--data", data.toString()), Stream.of(options)).toList();
    Program.Result result = Program.run(temporary.resolve("token.log"), args);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output().strip();
  }
}
