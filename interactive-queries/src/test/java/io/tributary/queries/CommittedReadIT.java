package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.EmbeddedBroker;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fresh reads on a real broker: only what is committed, never older than asked, right again after restarts and aborts. */
class CommittedReadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path state;
  private final CountingContext definition = new CountingContext();
  private final UUID tenant = UUID.randomUUID();
  private EmbeddedBroker broker;

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.temporary();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void whatIsNotCommittedIsNotReleased() {
    try (CountingPlatform platform = start(CountingPlatform.PATIENT)) {
      platform.count(tenant, within(platform.command(tenant), PATIENCE));
      definition.gate = new CountDownLatch(1);
      definition.bulky = true;
      Position sent = platform.commandHeld(tenant);
      await().atMost(PATIENCE).until(() -> platform.uncommittedCount(tenant) == 2);
      for (StoreKind store : StoreKind.values()) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () ->
            platform.queries.ask(new CountQuery(tenant, store), within(Position.none(), Duration.ofMillis(50))));
        assertThat(problem.code()).isEqualTo(ErrorCode.NOT_READY);
        assertThat(problem.extensions()).containsEntry("retryAfter", 1L);
      }
      definition.gate.countDown();
      Answer<Long> answer = platform.count(tenant, within(sent, PATIENCE));
      assertThat(committedByGroup(platform, input(sent))).isGreaterThan(offset(sent));
      assertThat(answer.value()).isEqualTo(2);
      assertThat(answer.position()).isEqualTo(sent);
      assertThat(answer.role()).isEqualTo(Role.ACTIVE);
    }
  }

  @Test
  void aPositionIsAwaitedAndItsTimeoutIsItsOwnProblem() {
    try (CountingPlatform platform = start(Map.of())) {
      Position second = platform.command(tenant).merge(platform.command(tenant));
      assertThat(platform.count(tenant, within(second, PATIENCE)).value()).isEqualTo(2);

      try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
        Position sql = Position.ofSql(CountingContext.CONTEXT, tenant, 2);
        Future<Answer<Long>> waiting = readers.submit(() -> platform.count(tenant, within(sql, PATIENCE)));
        platform.captured(tenant, 1);
        platform.captured(tenant, 2);
        assertThat(waiting).succeedsWithin(PATIENCE).satisfies(answer -> {
          assertThat(answer.value()).isEqualTo(4);
          assertThat(answer.position().sequences()).isEqualTo(sql.sequences());
        });
      }

      Position future = Position.ofSql(CountingContext.CONTEXT, tenant, 3);
      Position further = Position.ofCommand(
          CountingContext.CONTEXT, input(second).topic(), input(second).partition(), offset(second) + 1);
      for (Position missing : List.of(future, further)) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () ->
            platform.count(tenant, within(missing, Duration.ofMillis(100))));
        assertThat(problem.code()).isEqualTo(ErrorCode.POSITION_NOT_REACHED);
        assertThat(problem.extensions()).containsEntry("retryAfter", 1L);
      }
      await().atMost(PATIENCE).untilAsserted(() ->
          assertThat(platform.count(tenant, ReadOptions.fresh()).lag()).isZero());
    }
  }

  @Test
  void aRestartAnswersWithoutNewInputWithItsStateAndWithout() throws Exception {
    Position sent;
    try (CountingPlatform platform = start(Map.of())) {
      platform.captured(tenant, 1);
      sent = platform.command(tenant);
      platform.count(tenant, within(sent, PATIENCE));
    }
    try (CountingPlatform platform = start(Map.of())) {
      Answer<Long> answer = platform.count(tenant, within(sent, Duration.ofSeconds(1)));
      assertThat(answer.value()).isEqualTo(2);
      assertThat(answer.position().offsets()).containsAllEntriesOf(sent.offsets());
      assertThat(answer.position().sequences())
          .isEqualTo(Position.ofSql(CountingContext.CONTEXT, tenant, 1).sequences());
    }
    deleteTree(state);
    try (CountingPlatform platform = start(Map.of())) {
      assertThat(platform.count(tenant, within(sent, Duration.ofSeconds(1))).value()).isEqualTo(2);
      assertThat(platform.runtime.health().ready()).isTrue();
    }
  }

  @Test
  void anAbortedTransactionIsNeverSeen() throws Exception {
    try (CountingPlatform platform = start(CountingPlatform.PATIENT)) {
      platform.count(tenant, within(platform.command(tenant), PATIENCE));
      definition.gate = new CountDownLatch(1);
      definition.bulky = true;
      definition.step = 1_000;
      definition.faultBehindGate.set(() -> {
        definition.step = 1;
        definition.bulky = false;
        return new Hiccup();
      });
      AtomicBoolean over = new AtomicBoolean();
      List<Long> seen = new ArrayList<>();
      try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> reader = readers.submit(() -> {
          while (!over.get()) {
            seen.add(platform.count(tenant, within(Position.none(), PATIENCE)).value());
          }
        });
        try {
          Position sent = platform.commandHeld(tenant);
          await().atMost(PATIENCE).until(() -> platform.uncommittedCount(tenant) == 1_001);
          definition.gate.countDown();
          assertThat(platform.count(tenant, within(sent, PATIENCE)).value()).isEqualTo(2);
        } finally {
          over.set(true);
        }
        reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(seen).isSorted().isNotEmpty().isSubsetOf(1L, 2L);
    }
  }

  @Test
  void whoWaitsForACapturedRowIsToldByItsCommit() {
    try (CountingPlatform platform = start(Map.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      PartitionRows rows = platform.rows(tenant);
      for (long number = 1; number <= 3; number++) {
        Position row = Position.ofSql(CountingContext.CONTEXT, tenant, number);
        var waiting = threads.submit(() -> reached(rows, row));
        await().atMost(PATIENCE).until(() -> waiting.isDone() || rows.committed().sequences().waitedFor() == 1);
        assertThat(waiting).as("nothing is captured yet").isNotDone();
        platform.captured(tenant, number);
        assertThat(waiting).succeedsWithin(PATIENCE.multipliedBy(2)).isEqualTo(Milestone.Outcome.REACHED);
        await().atMost(PATIENCE).until(() -> rows.committed().sequences().waitedFor() == 0);
      }
    }
  }

  /** Partitions may still go from thread to thread after a start: then a wait is void or has no store, and who reads waits again. */
  private Milestone.Outcome reached(PartitionRows rows, Position row) throws InterruptedException {
    while (true) {
      try {
        Milestone.Outcome outcome = new PositionWait(rows, tenant, Deadline.in(PATIENCE)).await(row);
        if (outcome != Milestone.Outcome.VOID) {
          return outcome;
        }
      } catch (InvalidStateStoreException onItsWay) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void anErrorOfTheCodeStopsTheContextWithItsReason() {
    try (CountingPlatform platform = start(Map.of())) {
      definition.fault.set(() -> new IllegalStateException("the ledger is off by one"));
      platform.command(tenant);
      await().atMost(PATIENCE).until(() -> platform.runtime.health().status() == ContextHealth.Status.FAILED);
      assertThat(platform.runtime.health().detail())
          .isEqualTo("credits stopped: IllegalStateException: the ledger is off by one");
      ProblemException problem = catchThrowableOfType(ProblemException.class, () ->
          platform.count(tenant, within(Position.none(), PATIENCE)));
      assertThat(problem.code()).isEqualTo(ErrorCode.NOT_READY);
      assertThat(problem.detail()).contains("the ledger is off by one");
    }
  }

  @Test
  void aStateDirectoryInUseRefusesTheStart() {
    try (CountingPlatform platform = start(Map.of())) {
      StartFailedException refusal = catchThrowableOfType(StartFailedException.class, () -> start(Map.of()).close());
      assertThat(refusal).hasMessageStartingWith("credits cannot start: ");
      await().atMost(PATIENCE).until(() -> platform.runtime.health().ready());
    }
  }

  @Test
  void answersUnderLoadAreExactlyWhatTheirPositionSays() throws Exception {
    int records = 3_000;
    try (CountingPlatform platform = start(Map.of());
        KafkaLags lags = new KafkaLags(
            KafkaAccess.open(broker.bootstrapServers()), "one", CountingPlatform.PARTITIONS, ContextInputs.of(List.of(definition)),
            List.of(platform.runtime));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean over = new AtomicBoolean();
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        readers.add(threads.submit(() -> readUntil(over, platform)));
      }
      try {
        Position last = Position.none();
        for (int i = 0; i < records; i++) {
          last = platform.command(tenant);
        }
        assertThat(platform.count(tenant, within(last, PATIENCE)).value()).isEqualTo(records);
      } finally {
        over.set(true);
      }
      long reads = 0;
      for (Future<Long> reader : readers) {
        reads += reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(reads).isPositive();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(lags.current().inputs())
          .contains(new InputLag(CountingContext.CONTEXT, "credits.commands", records, records, 0)));
    }
  }

  /** The tenant is alone and each record adds one, so the offset tells the count. */
  private long readUntil(AtomicBoolean over, CountingPlatform platform) {
    long reads = 0;
    long before = 0;
    while (!over.get()) {
      Answer<Long> answer = platform.count(tenant, within(Position.none(), PATIENCE));
      long covered = answer.position().isNone() ? 0 : offset(answer.position()) + 1;
      assertThat(answer.value()).isBetween(before, covered);
      if (covered > 0) {
        assertThat(platform.runtime.committed().of(input(answer.position())).committed().reached())
            .isGreaterThanOrEqualTo(answer.value());
      }
      before = answer.value();
      reads++;
    }
    return reads;
  }

  private CountingPlatform start(Map<String, Object> overrides) {
    return CountingPlatform.start(definition, settings(overrides));
  }

  private RuntimeSettings settings(Map<String, Object> overrides) {
    return CountingPlatform.settings(broker.bootstrapServers(), state, overrides);
  }

  private static ReadOptions within(Position atLeast, Duration timeout) {
    return new ReadOptions(atLeast, timeout, false);
  }

  private static TopicPartition input(Position position) {
    Position.Input input = position.offsets().keySet().iterator().next();
    return new TopicPartition(input.topic(), input.partition());
  }

  private static long offset(Position position) {
    return position.offsets().values().iterator().next();
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
  }

  private long committedByGroup(CountingPlatform platform, TopicPartition partition) {
    try (Admin admin = admin()) {
      return admin.listConsumerGroupOffsets(platform.runtime.context().applicationId())
          .partitionsToOffsetAndMetadata().get(10, TimeUnit.SECONDS).get(partition).offset();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static final class Hiccup extends RetriableException {
    private static final long serialVersionUID = 1L;
  }
}
