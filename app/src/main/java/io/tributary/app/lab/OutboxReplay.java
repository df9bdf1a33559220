package io.tributary.app.lab;

import io.tributary.app.fleet.Member;
import io.tributary.schemas.Context;
import io.tributary.schemas.OutboxHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends captured rows to the ledger as no capture should: all of them again in any order, and new ones backwards. */
final class OutboxReplay {
  private static final String RAW = Context.CREDITS.outbox();
  private static final int WRITTEN = 3;

  private final Scene scene;
  private final KafkaProducer<String, byte[]> producer;

  private OutboxReplay(Scene scene, KafkaProducer<String, byte[]> producer) {
    this.scene = scene;
    this.producer = producer;
  }

  static void run(Scene scene) throws InterruptedException {
    try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
        Map.of("bootstrap.servers", scene.servers().bootstrapServers()), new StringSerializer(), new ByteArraySerializer())) {
      OutboxReplay replay = new OutboxReplay(scene, producer);
      replay.again();
      replay.backwards();
    }
  }

  private void again() {
    List<ConsumerRecord<String, byte[]>> rows = new ArrayList<>(scene.topics().read(RAW));
    Collections.shuffle(rows, new Random(scene.seed()));
    rows.forEach(row -> send(new ProducerRecord<>(RAW, null, row.key(), row.value(), row.headers())));
    producer.flush();
    scene.note(rows.size() + " captured rows were sent again in another order");
  }

  /** Capture is away, so that nobody else sends them; it sends them all once more when it returns. */
  private void backwards() throws InterruptedException {
    Member capture = scene.capture().member();
    scene.capture().close();
    Allocations allocations = Allocations.sideBySide(scene, WRITTEN);
    allocations.awaitWritten();
    List<ProducerRecord<String, byte[]>> rows = new ArrayList<>();
    for (Account account : scene.load().accounts()) {
      scene.servers().sql("""
          select concat_ws(' ', id, type, tenant_seq, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              encode(payload, 'hex'))
          from outbox where tenant_id = '%s' and aggregatetype = '%s' order by tenant_seq desc
          """.formatted(account.id(), Context.CREDITS.id())).forEach(row -> rows.add(raw(account.id(), row.split(" "))));
    }
    rows.forEach(this::send);
    producer.flush();
    scene.note(rows.size() + " rows were sent, the last one of each tenant first; " + WRITTEN + " of each are new");
    long lacking = allocations.await();
    scene.found("what came backwards is applied, all of it", lacking == 0, lacking + " wallets lack some");
    scene.startAgain(capture);
  }

  private static ProducerRecord<String, byte[]> raw(String tenantId, String[] row) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(OutboxHeaders.ID, utf8(row[0]));
    headers.add(OutboxHeaders.TYPE, utf8(row[1]));
    headers.add(OutboxHeaders.TENANT_SEQ, utf8(row[2]));
    headers.add(OutboxHeaders.OCCURRED_AT, utf8(row[3]));
    headers.add(OutboxHeaders.TRACEPARENT, null);
    return new ProducerRecord<>(RAW, null, tenantId, HexFormat.of().parseHex(row[4]), headers);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void send(ProducerRecord<String, byte[]> row) {
    var unused = producer.send(row);
  }
}
