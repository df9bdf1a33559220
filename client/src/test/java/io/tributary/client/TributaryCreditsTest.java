package io.tributary.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.client.FakePlatform.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a fake of the platform, which is well, busy, mute, or gone. */
class TributaryCreditsTest {
  private final List<String> rejected = new CopyOnWriteArrayList<>();

  @TempDir Path directory;
  private FakePlatform platform;
  private TributaryCredits credits;

  @BeforeEach
  void start() throws IOException {
    platform = new FakePlatform(1000);
    credits = client(100, Duration.ofHours(1));
    await().until(() -> credits.spendable() == 100);
  }

  @AfterEach
  void stop() throws IOException {
    credits.close();
    platform.close();
  }

  @Test
  void thePlatformDecidesWhileItAnswers() {
    assertThat(credits.consume(operation("a", 30))).isEqualTo(new Decision.Approved(870, false));
    assertThat(credits.consume(operation("a", 30))).isEqualTo(new Decision.Approved(870, true));
    assertThat(credits.consume(operation("a", 31)))
        .isEqualTo(new Decision.Refused("operation_mismatch", "operation_mismatch", 870L));
    assertThat(credits.consume(operation("b", 5000)))
        .isInstanceOfSatisfying(Decision.Refused.class, no -> assertThat(no.code()).isEqualTo("insufficient_credits"));
    assertThat(credits.pending()).isZero();
  }

  @Test
  void theLeasePaysWhileItDoesNotAndNoMoreThanItHas() {
    platform.mood = Mood.BUSY;
    assertThat(credits.consume(operation("a", 60)))
        .isInstanceOfSatisfying(Decision.ApprovedLocally.class, paid -> assertThat(paid.remaining()).isEqualTo(40));
    assertThat(credits.consume(operation("a", 60)).approved()).as("the same operation again").isTrue();
    assertThat(credits.consume(operation("a", 61))).isInstanceOf(Decision.Refused.class);
    assertThat(credits.consume(operation("b", 41))).isInstanceOf(Decision.Unavailable.class);
    assertThat(credits.consume(operation("c", 40)).approved()).isTrue();
    assertThat(credits.consume(operation("d", 1))).isInstanceOf(Decision.Unavailable.class);
    assertThat(credits.breaker()).isNotEqualTo(BreakerState.CLOSED);
    platform.mood = Mood.WELL;
    await().until(() -> credits.pending() == 0);
    assertThat(platform.consumed()).isEqualTo(100);
    await().until(() -> credits.spendable() == 100);
    assertThat(platform.balance() + platform.held()).isEqualTo(900);
    assertThat(rejected).isEmpty();
  }

  @Test
  void anAnswerThatGotLostIsNotChargedTwice() {
    platform.mood = Mood.MUTE;
    assertThat(credits.consume(operation("a", 10)).approved()).isTrue();
    assertThat(platform.consumed()).as("it had got through").isEqualTo(10);
    platform.mood = Mood.WELL;
    await().until(() -> credits.pending() == 0);
    assertThat(platform.consumed()).isEqualTo(10);
    assertThat(credits.consume(operation("a", 10)))
        .isInstanceOfSatisfying(Decision.Approved.class, again -> assertThat(again.replayed()).isTrue());
  }

  @Test
  void whatWasSpentOutlivesTheClient() throws IOException {
    platform.mood = Mood.BUSY;
    assertThat(credits.consume(operation("a", 60)).approved()).isTrue();
    credits.close();
    credits = client(100, Duration.ofHours(1));
    assertThat(credits.pending()).isEqualTo(1);
    assertThat(credits.spendable()).isEqualTo(40);
    assertThat(credits.consume(operation("b", 41)).approved()).isFalse();
    assertThat(credits.consume(operation("c", 40)).approved()).isTrue();
    platform.mood = Mood.WELL;
    await().until(() -> credits.pending() == 0);
    assertThat(platform.consumed()).isEqualTo(100);
  }

  @Test
  void aSecondClientMayNotUseTheDirectory() {
    assertThatThrownBy(() -> client(100, Duration.ofHours(1))).hasMessageContaining("in use");
  }

  @Test
  void manyThreadsSpendNoMoreThanTheLease() throws Exception {
    platform.mood = Mood.BUSY;
    List<Future<Decision>> decisions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      IntStream.range(0, 300).forEach(
          i -> decisions.add(threads.submit(() -> credits.consume(operation("op-" + i % 150, 1)))));
    }
    long approved = 0;
    for (int i = 0; i < 150; i++) {
      approved += decisions.get(i).get().approved() || decisions.get(i + 150).get().approved() ? 1 : 0;
    }
    assertThat(approved).isEqualTo(100);
    assertThat(credits.pending()).isEqualTo(100);
    platform.mood = Mood.WELL;
    await().until(() -> credits.pending() == 0);
    assertThat(platform.consumed()).isEqualTo(100);
  }

  @Test
  void whatTheLedgerRefusesForGoodIsReportedAndKept() throws IOException {
    platform.mood = Mood.BUSY;
    credits.consume(operation("a", 10));
    credits.consume(new Operation("", "bad", 5));
    credits.consume(operation("b", 20));
    platform.mood = Mood.WELL;
    await().until(() -> credits.pending() == 0);
    assertThat(rejected).containsExactly("bad invalid_field");
    assertThat(platform.consumed()).isEqualTo(30);
    platform.mood = Mood.BUSY;
    await().until(() -> credits.spendable() > 0);
    credits.consume(operation("c", 10));
    platform.expireLeases();
    platform.mood = Mood.WELL;
    await().until(() -> credits.pending() == 0);
    assertThat(rejected).containsExactly("bad invalid_field", "c lease_expired");
    assertThat(Files.readAllLines(directory.resolve("rejects.ndjson"))).hasSize(2)
        .last().asString().contains("lease_expired", "\"c\"");
  }

  @Test
  void aWalletThatRanOutGetsTheLeaseBack() throws IOException {
    assertThat(credits.consume(operation("a", 900)).approved()).isTrue();
    assertThat(credits.consume(operation("b", 50))).isInstanceOf(Decision.Refused.class);
    await().until(() -> platform.balance() == 100);
    assertThat(credits.consume(operation("b2", 50)).approved()).isTrue();
    assertThat(credits.spendable()).isZero();
  }

  @Test
  void aClosedClientLeavesNothingHeld() throws IOException {
    credits.close();
    assertThat(platform.held()).isZero();
    assertThat(platform.balance()).isEqualTo(1000);
  }

  @Test
  void aLeaseIsRenewedBeforeItEndsAndNotSpentAfterIt() throws Exception {
    credits.close();
    credits = client(50, Duration.ofSeconds(2));
    await().until(() -> platform.count("POST leases") >= 3);
    assertThat(credits.spendable()).as("without a gap").isPositive();
    platform.mood = Mood.BUSY;
    await().until(() -> credits.spendable() == 0);
    assertThat(credits.consume(operation("late", 1))).isInstanceOf(Decision.Unavailable.class);
  }

  @Test
  void theWaitThatThePlatformAskedForIsKept() {
    platform.retryAfter = "3600";
    platform.mood = Mood.BUSY;
    credits.consume(operation("a", 1));
    assertThat(credits.breaker()).isEqualTo(BreakerState.OPEN);
    platform.mood = Mood.WELL;
    int before = platform.requests.size();
    Instant until = Instant.now().plusMillis(500);
    await().until(() -> Instant.now().isAfter(until));
    assertThat(platform.requests).hasSize(before);
    assertThat(credits.consume(operation("b", 1))).isInstanceOf(Decision.ApprovedLocally.class);
  }

  @Test
  void nobodyListensAtAll() {
    platform.close();
    assertThat(credits.consume(operation("a", 1))).isInstanceOf(Decision.ApprovedLocally.class);
  }

  private TributaryCredits client(long lease, Duration ttl) throws IOException {
    return TributaryCredits.builder(platform.uri(), () -> "token", "crm")
        .lease(lease, ttl)
        .clockMargin(Duration.ofMillis(200))
        .timeout(Duration.ofSeconds(5))
        .breaker(2, Duration.ofMillis(50))
        .upkeep(Duration.ofMillis(20))
        .directory(directory)
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
}
