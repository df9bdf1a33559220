package io.tributary.connectors;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Writes each batch to the raw topics in commit order and moves the position only when Kafka has all of it. The first
 * record that Kafka does not take ends the capture.
 */
final class RawTopicWriter implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {
  private static final String HEARTBEAT_TOPIC_PREFIX = "__debezium-heartbeat.";

  private final Producer<byte[], byte[]> producer;
  private final RecordBytes bytes;
  private final CaptureMetrics metrics;

  RawTopicWriter(Producer<byte[], byte[]> producer, RecordBytes bytes, CaptureMetrics metrics) {
    this.producer = producer;
    this.bytes = bytes;
    this.metrics = metrics;
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> batch,
      RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    List<SourceRecord> rows =
        batch.stream().map(RecordChangeEvent::record).filter(row -> !heartbeat(row)).toList();
    if (!rows.isEmpty()) {
      write(rows);
    }
    if (!batch.isEmpty()) {
      moveTo(batch.getLast(), committer);
    }
    committer.markBatchFinished();
  }

  @Override
  public boolean supportsTombstoneEvents() {
    return false;
  }

  private void write(List<SourceRecord> rows) throws InterruptedException {
    metrics.sending(commitTime(rows.getFirst()));
    boolean acknowledged = false;
    CaptureSpans spans = new CaptureSpans();
    try {
      List<Future<RecordMetadata>> sends = new ArrayList<>(rows.size());
      for (SourceRecord row : rows) {
        sends.add(send(spans.sending(bytes.of(row))));
      }
      producer.flush();
      for (int i = 0; i < sends.size(); i++) {
        await(sends.get(i), rows.get(i));
      }
      acknowledged = true;
    } finally {
      spans.end(acknowledged);
      if (acknowledged) {
        metrics.acknowledged(rows.size(), commitTime(rows.getLast()));
      } else {
        metrics.interrupted();
      }
    }
  }

  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> row) {
    try {
      return producer.send(row);
    } catch (KafkaException e) {
      throw refused(row.topic(), e);
    }
  }

  private static void await(Future<RecordMetadata> send, SourceRecord row) throws InterruptedException {
    try {
      send.get();
    } catch (ExecutionException e) {
      throw refused(row.topic(), e.getCause());
    }
  }

  private static CaptureException refused(String topic, Throwable cause) {
    return new CaptureException(
        "Kafka did not take a row of the outbox for topic " + topic + ": " + cause.getMessage(), cause);
  }

  private static void moveTo(
      RecordChangeEvent<SourceRecord> last, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    var position = StoredPosition.storable(last.record().sourceOffset());
    if (position.isPresent()) {
      Offsets offsets = committer.buildOffsets();
      position.get().forEach(offsets::set);
      committer.markProcessed(last, offsets);
    }
  }

  private static Instant commitTime(SourceRecord row) {
    Map<String, ?> offset = row.sourceOffset();
    return offset.get("ts_usec") instanceof Long micros
        ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
        : Instant.now();
  }

  private static boolean heartbeat(SourceRecord row) {
    return row.topic().startsWith(HEARTBEAT_TOPIC_PREFIX);
  }
}
