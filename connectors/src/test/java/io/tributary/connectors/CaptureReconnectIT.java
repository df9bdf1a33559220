package io.tributary.connectors;

import static io.tributary.connectors.CaptureStage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureReconnectIT {
  @TempDir Path directory;

  private final UUID tenant = UUID.randomUUID();
  private CaptureStage stage;

  @BeforeEach
  void startStage() throws Exception {
    stage = CaptureStage.start(directory);
  }

  @AfterEach
  void stopStage() {
    stage.close();
  }

  @Test
  void aRestartedServerIsFoundAgain() throws Exception {
    try (OutboxCapture capture = new OutboxCapture(stage.fresh())) {
      capture.start();
      capture.awaitStreaming(PATIENCE);
      stage.insert(OutboxRow.range(tenant, 1, 10));
      await().atMost(PATIENCE).until(() -> stage.sequence(tenant).size() >= 10);
      stage.stopPostgres();
      await().atMost(PATIENCE).until(() -> capture.state() instanceof CaptureState.Reconnecting);
      stage.restartPostgres(directory);
      stage.insert(OutboxRow.range(tenant, 11, 20));
      await().atMost(PATIENCE).until(() -> stage.sequence(tenant).contains(20L));
      capture.awaitStreaming(PATIENCE);
    }
    assertThat(Sequences.withoutRepeats(stage.sequence(tenant))).isEqualTo(Sequences.upTo(20));
  }

  @Test
  void brokenConnectionsOfARunningServerAreMadeAgain() throws Exception {
    try (OutboxCapture capture = new OutboxCapture(stage.fresh())) {
      capture.start();
      capture.awaitStreaming(PATIENCE);
      for (int i = 1; i <= 3; i++) {
        stage.insert(OutboxRow.range(tenant, i, i));
        stage.execute("select pg_terminate_backend(active_pid) from pg_replication_slots where active");
      }
      stage.insert(OutboxRow.range(tenant, 4, 4));
      await().atMost(PATIENCE).until(() -> stage.sequence(tenant).contains(4L));
    }
    assertThat(Sequences.withoutRepeats(stage.sequence(tenant))).isEqualTo(Sequences.upTo(4));
  }

  @Test
  void aServerThatStaysAwayEndsTheCapture() throws Exception {
    RetryPolicy brief = new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(100));
    try (OutboxCapture capture = new OutboxCapture(stage.fresh().withRetry(brief))) {
      capture.start();
      capture.awaitStreaming(PATIENCE);
      stage.stopPostgres();
      assertThat(capture.failure().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).reason())
          .contains("can't be reached, tried 4 times");
    }
  }

  @Test
  void aRowThatKafkaDoesNotTakeEndsTheCaptureAndIsSentByTheNext() throws Exception {
    CaptureConfig config = stage.fresh();
    try (OutboxCapture capture = new OutboxCapture(config); var admin = stage.admin()) {
      capture.start();
      capture.awaitStreaming(PATIENCE);
      CaptureStage.limitMessages(admin, "outbox.credits", 2000);
      stage.insert(OutboxRow.range(tenant, 1, 3));
      stage.insert(List.of(OutboxRow.large(tenant, 4, 4000)));
      stage.insert(OutboxRow.range(tenant, 5, 60));
      assertThat(capture.failure().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).reason())
          .contains("Kafka did not take a row of the outbox for topic outbox.credits");
      CaptureStage.limitMessages(admin, "outbox.credits", 1_048_588);
    }
    try (OutboxCapture capture = new OutboxCapture(config)) {
      capture.start();
      // Rows after the refused one may be there already: Kafka took them from the first capture.
      await().atMost(PATIENCE).until(() -> stage.sequence(tenant).containsAll(Sequences.upTo(60)));
    }
    assertThat(Sequences.withoutRepeats(stage.sequence(tenant))).isEqualTo(Sequences.upTo(60));
  }
}
