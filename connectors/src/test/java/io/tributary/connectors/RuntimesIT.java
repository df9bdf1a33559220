package io.tributary.connectors;

import static io.tributary.connectors.CaptureStage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine and Kafka Connect write the same bytes from the same file. */
class RuntimesIT {
  @TempDir Path directory;

  @Test
  void engineAndConnectWriteTheSameBytes() throws Exception {
    UUID tenant = UUID.randomUUID();
    List<OutboxRow> before = List.of(OutboxRow.of(tenant, 1), OutboxRow.large(tenant, 2, 3000));
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    OutboxRow traced =
        new OutboxRow(
            UUID.randomUUID(), "credits", "io.tributary.credits.AllocationRecorded", new byte[0], tenant, 3,
            "1999-12-31T23:59:59Z", trace);
    List<OutboxRow> after = List.of(traced, OutboxRow.of(tenant, 4));

    try (CaptureStage stage = CaptureStage.start()) {
      CaptureConfig config = stage.fresh();
      stage.insert(before);
      try (OutboxCapture engine = new OutboxCapture(config)) {
        engine.start();
        engine.awaitStreaming(PATIENCE);
        stage.insert(after);
        await().atMost(PATIENCE).until(() -> stage.sequence(tenant).size() == 4);
      }
      stage.fresh();
      stage.insert(before);
      try (ConnectWorker connect = new ConnectWorker(config, directory.resolve("offsets"))) {
        await().atMost(PATIENCE).until(() -> stage.slot().active());
        stage.insert(after);
        await().atMost(PATIENCE).until(() -> stage.sequence(tenant).size() == 8);
      }
      List<List<String>> bytes = stage.captured("outbox.credits", tenant).stream().map(RuntimesIT::bytes).toList();
      assertThat(bytes.subList(4, 8)).isEqualTo(bytes.subList(0, 4));
    }
  }

  private static List<String> bytes(ConsumerRecord<byte[], byte[]> row) {
    Stream<String> headers =
        StreamSupport.stream(row.headers().spliterator(), false).map((Header h) -> h.key() + "=" + hex(h.value()));
    return Stream.concat(Stream.of(hex(row.key()), hex(row.value())), headers).toList();
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
  }
}
