package io.tributary.connectors;

import static io.tributary.connectors.CaptureStage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts that would lose rows are refused; a recapture gets over them. */
class CaptureStartIT {
  private static CaptureStage stage;

  private final UUID tenant = UUID.randomUUID();
  private CaptureConfig config;

  @BeforeAll
  static void startStage() throws Exception {
    stage = CaptureStage.start();
  }

  @AfterAll
  static void stopStage() {
    stage.close();
  }

  @BeforeEach
  void capturedTenRows() throws Exception {
    config = stage.fresh();
    try (OutboxCapture capture = new OutboxCapture(config)) {
      capture.start();
      capture.awaitStreaming(PATIENCE);
      stage.insert(OutboxRow.range(tenant, 1, 10));
      await().atMost(PATIENCE).until(() -> stage.sequence(tenant).size() == 10);
      // The engine stores it once a second; a capture that was closed before begins from the first row again, rightly.
      OffsetsTopic offsets = new OffsetsTopic(config, OffsetKeys.of(ConnectorProperties.forEngine(config)));
      await().atMost(PATIENCE).until(() ->
          offsets.read().position().filter(position -> !position.snapshotRunning()).isPresent());
    }
    stage.insert(OutboxRow.range(tenant, 11, 15));
  }

  @Test
  void deletedOffsets() throws Exception {
    try (var admin = stage.admin()) {
      admin.deleteTopics(List.of(config.offsetsTopic())).all().get();
    }
    assertRefused("its offsets were deleted, or this is another Kafka cluster");
    assertRecapture();
  }

  @Test
  void droppedSlot() throws Exception {
    stage.execute("select pg_drop_replication_slot('tributary_outbox')");
    assertRefused("the slot was dropped, or this is another database");
    assertRecapture();
  }

  @Test
  void advancedSlot() throws Exception {
    stage.execute("select pg_replication_slot_advance('tributary_outbox', pg_current_wal_lsn())");
    assertRefused("ahead of the position");
    assertRecapture();
  }

  @Test
  void missingPublication() throws Exception {
    stage.execute("alter publication tributary_outbox rename to hidden");
    try {
      assertRefused("run the outbox's migrations first");
    } finally {
      stage.execute("alter publication hidden rename to tributary_outbox");
    }
  }

  @Test
  void wrongPassword() throws Exception {
    CaptureConfig wrong =
        CaptureConfig.of(
            config.host(), config.port(), config.database(), "nobody", "wrong", config.kafka());
    try (OutboxCapture capture = new OutboxCapture(wrong)) {
      capture.start();
      assertThat(capture.failure().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).reason()).contains("nobody");
    }
  }

  private void assertRefused(String why) throws Exception {
    try (OutboxCapture capture = new OutboxCapture(config)) {
      capture.start();
      assertThatThrownBy(() -> capture.awaitStreaming(PATIENCE))
          .isInstanceOf(CaptureException.class)
          .hasMessageContaining(why);
      assertThat(capture.failure().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).reason()).contains(why);
      assertThat(capture.state()).isInstanceOf(CaptureState.Failed.class);
    }
    assertThat(new HashSet<>(stage.sequence(tenant))).hasSize(10);
  }

  private void assertRecapture() throws Exception {
    try (OutboxCapture capture = new OutboxCapture(config)) {
      capture.start(StartMode.RECAPTURE);
      capture.awaitStreaming(PATIENCE);
      stage.insert(OutboxRow.range(tenant, 16, 20));
      await().atMost(PATIENCE).until(() -> stage.sequence(tenant).contains(20L));
    }
    assertThat(Sequences.withoutRepeats(stage.sequence(tenant))).isEqualTo(Sequences.upTo(20));
  }
}
