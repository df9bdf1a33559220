package io.tributary.connectors;

import static io.tributary.connectors.CaptureStage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxCaptureIT {
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
  void fresh() throws Exception {
    config = stage.fresh();
  }

  @Test
  void aRowKeepsItsBytes() throws Exception {
    byte[] payload = {0, 0, 0, 0, 7, (byte) 0xff, 'x', 0, (byte) 0x80};
    UUID id = UUID.randomUUID();
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    try (OutboxCapture capture = streaming()) {
      stage.insert(
          List.of(
              new OutboxRow(
                  id, "directory", "io.tributary.directory.UserCreated", payload, tenant, 1,
                  "2026-03-01T11:20:30.123456+01:00", trace)));
      ConsumerRecord<byte[], byte[]> row = awaitCaptured("outbox.directory", 1).getFirst();
      assertThat(new String(row.key(), StandardCharsets.UTF_8)).isEqualTo(tenant.toString());
      assertThat(row.value()).isEqualTo(payload);
      assertThat(row.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
      assertThat(StreamSupport.stream(row.headers().spliterator(), false))
          .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
          .containsExactly(
              "id=" + id,
              "type=io.tributary.directory.UserCreated",
              "tenant_seq=1",
              "traceparent=" + trace);
      assertThat(capture.metrics().read().captured()).isEqualTo(1);
      assertThat(capture.metrics().read().lastCommit()).isNotNull();
    }
  }

  @Test
  void debeziumPrintsNoRowForItsOwnFigures() throws Exception {
    try (OutboxCapture capture = streaming()) {
      stage.insert(OutboxRow.range(tenant, 1, 3));
      awaitCaptured("outbox.credits", 3);
      Object lastEvent = ManagementFactory.getPlatformMBeanServer().getAttribute(
          new ObjectName("debezium.postgres:type=connector-metrics,context=streaming,server=tributary"), "LastEvent");
      assertThat(lastEvent).isNull();
    }
  }

  @Test
  void aRowWithoutTraceHasANullHeader() throws Exception {
    try (OutboxCapture capture = streaming()) {
      stage.insert(OutboxRow.range(tenant, 1, 1));
      ConsumerRecord<byte[], byte[]> row = awaitCaptured("outbox.credits", 1).getFirst();
      assertThat(row.headers().lastHeader("traceparent").value()).isNull();
      assertThat(capture.state()).isInstanceOf(CaptureState.Streaming.class);
    }
  }

  @Test
  void rowsThatWereThereBeforeComeFirstAndInTheTenantsOrder() throws Exception {
    stage.insert(OutboxRow.range(tenant, 1, 300).reversed());
    try (OutboxCapture capture = streaming()) {
      stage.insert(OutboxRow.range(tenant, 301, 310));
      awaitCaptured("outbox.credits", 310);
    }
    assertThat(stage.sequence(tenant)).isEqualTo(Sequences.upTo(310));
  }

  @Test
  void manyRowsOfOneStatementAllArrive() throws Exception {
    try (OutboxCapture capture = streaming(); Connection connection = stage.connect()) {
      stage.insert(OutboxRow.range(tenant, 1, 500));
      CaptureStage.copy(connection, OutboxRow.range(tenant, 501, 6000));
      stage.insert(OutboxRow.range(tenant, 6001, 6001));
      awaitCaptured("outbox.credits", 6001);
    }
    assertThat(stage.sequence(tenant)).isEqualTo(Sequences.upTo(6001));
  }

  @Test
  void interleavedTransactionsArriveWholeInCommitOrder() throws Exception {
    UUID other = UUID.randomUUID();
    try (OutboxCapture capture = streaming();
        Connection first = stage.connect();
        Connection second = stage.connect()) {
      first.setAutoCommit(false);
      second.setAutoCommit(false);
      for (int seq = 1; seq <= 20; seq += 2) {
        insert(first, OutboxRow.range(tenant, seq, seq));
        insert(second, OutboxRow.range(other, seq, seq + 1));
        insert(first, OutboxRow.range(tenant, seq + 1, seq + 1));
        second.commit();
      }
      awaitCaptured("outbox.credits", other, 20);
      assertThat(stage.sequence(tenant)).isEmpty();
      first.commit();
      awaitCaptured("outbox.credits", 20);
    }
    assertThat(stage.sequence(tenant)).isEqualTo(Sequences.upTo(20));
    assertThat(stage.sequence(other)).isEqualTo(Sequences.upTo(20));
  }

  @Test
  void aRowThatBeginsWhereAnotherCommitEndsIsNotSkipped() throws Exception {
    UUID other = UUID.randomUUID();
    // The heartbeat's message would move the position off the commit.
    config = config.withOverrides(Map.of("heartbeat.action.query", "select 1"));
    try (Connection open = stage.connect()) {
      open.setAutoCommit(false);
      try (OutboxCapture capture = streaming()) {
        insert(open, OutboxRow.range(tenant, 1, 1));
        stage.insert(OutboxRow.range(other, 1, 1));
        Lsn commit = stage.endOfLog();
        insert(open, OutboxRow.range(tenant, 2, 3));
        await().atMost(PATIENCE).until(() -> stage.slot().confirmed().compareTo(commit) >= 0);
      }
      open.commit();
    }
    try (OutboxCapture capture = streaming()) {
      awaitCaptured("outbox.credits", 3);
    }
    assertThat(stage.sequence(tenant)).isEqualTo(Sequences.upTo(3));
    assertThat(stage.sequence(other)).isEqualTo(Sequences.upTo(1));
  }

  @Test
  void aRestartGoesOnWhereItStopped() throws Exception {
    try (OutboxCapture capture = streaming()) {
      stage.insert(OutboxRow.range(tenant, 1, 50));
      awaitCaptured("outbox.credits", 50);
      awaitConfirmed();
    }
    stage.insert(OutboxRow.range(tenant, 51, 100));
    try (OutboxCapture capture = streaming()) {
      stage.insert(OutboxRow.range(tenant, 101, 120));
      awaitCaptured("outbox.credits", 120);
    }
    assertThat(stage.sequence(tenant)).isEqualTo(Sequences.upTo(120));
  }

  @Test
  void theSlotFollowsWhileOnlyOtherTablesAreWritten() throws Exception {
    stage.execute("create table if not exists noise (n int)");
    try (OutboxCapture capture = streaming()) {
      stage.insert(OutboxRow.range(tenant, 1, 1));
      awaitCaptured("outbox.credits", 1);
      stage.execute("insert into noise select generate_series(1, 100000)");
      awaitConfirmed();
    }
  }

  @Test
  void rowsThatWaitAreEstimatedFromPostgresCounters() throws Exception {
    OutboxBacklog attentive = new OutboxBacklog();
    try (OutboxCapture capture = streaming()) {
      stage.insert(OutboxRow.range(tenant, 1, 300));
      awaitCaptured("outbox.credits", 300);
      awaitWaiting(attentive, 0, 0);
    }
    stage.insert(OutboxRow.range(tenant, 301, 1000));
    awaitWaiting(attentive, 650, 720);
    // One that sees it for the first time goes by the transactions, whose horizon moves seldom.
    awaitWaiting(new OutboxBacklog(), 700, 1000);
  }

  private static void awaitWaiting(OutboxBacklog backlog, long from, long to) {
    await().atMost(PATIENCE).untilAsserted(() -> {
      try (Connection connection = stage.connect()) {
        assertThat(backlog.read(connection).orElse(-1)).isBetween(from, to);
      }
    });
  }

  /** Waits until the slot has confirmed all but what the heartbeat itself writes. */
  private static void awaitConfirmed() {
    await().atMost(PATIENCE).untilAsserted(() -> {
      try (Connection connection = stage.connect()) {
        assertThat(CaptureLag.read(connection)).hasValueSatisfying(lag -> {
          assertThat(lag.active()).isTrue();
          assertThat(lag.bytesBehind()).isBetween(0L, 4096L);
        });
      }
    });
  }

  private OutboxCapture streaming() throws InterruptedException {
    OutboxCapture capture = new OutboxCapture(config);
    capture.start();
    capture.awaitStreaming(PATIENCE);
    return capture;
  }

  private List<ConsumerRecord<byte[], byte[]>> awaitCaptured(String topic, int rows) {
    return awaitCaptured(topic, tenant, rows);
  }

  private static List<ConsumerRecord<byte[], byte[]>> awaitCaptured(String topic, UUID tenant, int rows) {
    return await().atMost(PATIENCE).until(() -> stage.captured(topic, tenant), found -> found.size() >= rows);
  }

  private static void insert(Connection connection, List<OutboxRow> rows) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute(OutboxRow.insert(rows));
    }
  }
}
