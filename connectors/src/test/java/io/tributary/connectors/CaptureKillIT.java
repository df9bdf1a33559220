package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** kill -9 at any moment loses no row. */
class CaptureKillIT {
  private static final int KILLS = 5;
  private static final int WRITERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static CaptureStage stage;

  private final Map<UUID, Long> written = new ConcurrentHashMap<>();
  private final AtomicBoolean stop = new AtomicBoolean();

  @BeforeAll
  static void startStage() throws Exception {
    stage = CaptureStage.start();
  }

  @AfterAll
  static void stopStage() {
    stage.close();
  }

  @Test
  void everyRowArrivesInOrderHoweverOftenTheCaptureIsKilled() throws Exception {
    CaptureConfig config = stage.fresh();
    UUID early = UUID.randomUUID();
    stage.insert(OutboxRow.range(early, 1, 400));
    written.put(early, 400L);
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Void>> writers =
          Stream.generate(() -> threads.submit(this::write)).limit(WRITERS).toList();
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          killAtWork(CaptureChild.start(config), kill);
        }
      } finally {
        stop.set(true);
      }
      for (Future<Void> writer : writers) {
        writer.get();
      }
    }
    assertThat(written).hasSize(1 + WRITERS);
    try (OutboxCapture last = new OutboxCapture(config)) {
      last.start();
      await()
          .atMost(PATIENCE)
          .until(() -> written.entrySet().stream().allMatch(rows -> stage.sequence(rows.getKey()).contains(rows.getValue())));
    }
    written.forEach(
        (tenant, rows) -> {
          List<Long> captured = stage.sequence(tenant);
          assertThat(Sequences.withoutRepeats(captured)).isEqualTo(Sequences.upTo(rows));
          assertThat(Sequences.jumps(captured)).as("numbers that came before their predecessor").isEmpty();
        });
  }

  /** The first dies while it reads the table; each other once it streams, after some more rows than the one before. */
  private void killAtWork(Process capture, int kill) throws Exception {
    try (var admin = stage.admin()) {
      if (kill > 0) {
        await().atMost(PATIENCE).until(() -> !capture.isAlive() || stage.slot().active());
      }
      long before = stage.endOf(admin, "outbox.credits");
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(1 + 3L * kill))
          .until(() -> !capture.isAlive() || stage.endOf(admin, "outbox.credits") > before + 50L * kill);
    }
    assertThat(capture.isAlive()).as("the capture ended by itself").isTrue();
    capture.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  /** One tenant's transactions: single rows, several in one statement, COPY, and several statements. */
  private Void write() throws Exception {
    UUID tenant = UUID.randomUUID();
    Random random = new Random(tenant.hashCode());
    long next = 1;
    try (Connection connection = stage.connect()) {
      connection.setAutoCommit(false);
      while (!stop.get()) {
        for (int statements = 1 + random.nextInt(3); statements > 0; statements--) {
          int rows = random.nextBoolean() ? 1 : 2 + random.nextInt(20);
          List<OutboxRow> range = OutboxRow.range(tenant, next, next + rows - 1);
          if (random.nextBoolean()) {
            CaptureStage.copy(connection, range);
          } else {
            try (Statement statement = connection.createStatement()) {
              statement.execute(OutboxRow.insert(range));
            }
          }
          next += rows;
        }
        connection.commit();
        written.put(tenant, next - 1);
        TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(40));
      }
    }
    return null;
  }
}
