package io.tributary.topologies.credits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.Decision;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.schemas.Context;
import io.tributary.schemas.OutboxHeaders;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.RunningContext;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.kernel.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credits on a real broker: committed replies in the leased partition, and a state that outlives process and disk. */
class CreditsOnBrokerIT {
  private static final int PARTITIONS = 4;
  private static final int LEASED = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UUID tenant = UUID.randomUUID();
  private final int partition = TenantKey.partition(tenant, PARTITIONS);

  @TempDir Path directory;
  private EmbeddedBroker broker;
  private KafkaProducer<byte[], byte[]> producer;
  private KafkaConsumer<byte[], byte[]> consumer;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.temporary();
    Map<String, Object> common = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(common)) {
      admin.createTopics(topics()).all().get();
    }
    producer = new KafkaProducer<>(common, new ByteArraySerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest"),
        new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(IntStream.range(0, PARTITIONS).boxed()
        .flatMap(p -> Stream.of(Context.CREDITS.replies(), Context.CREDITS.events())
            .map(topic -> new TopicPartition(topic, p)))
        .toList());
  }

  @AfterEach
  void stop() {
    producer.close();
    consumer.close();
    broker.close();
  }

  @Test
  void decidesOnceOverRestartsAndLossOfTheDisk() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    try (RunningContext credits = credits("disk")) {
      capture(1, CreditsRecords.allocation(tenant, "acme", "crm", 1_000));
      awaitRecords(seen, 1);
      for (int i = 0; i < 100; i++) {
        send(command("op-" + i));
      }
      awaitRecords(seen, 201);
      assertThat(balance(credits)).isEqualTo(900);
    }
    assertThat(replies(seen)).hasSize(100).allSatisfy(reply -> {
      assertThat(reply.getDecision()).isEqualTo(Decision.APPROVED);
      assertThat(reply.getInputPartition()).isEqualTo(partition);
    });
    assertThat(seen).filteredOn(record -> record.topic().equals(Context.CREDITS.replies()))
        .allSatisfy(record -> assertThat(record.partition()).isEqualTo(LEASED));
    assertThat(seen).filteredOn(record -> record.topic().equals(Context.CREDITS.events()))
        .allSatisfy(record -> assertThat(record.partition()).isEqualTo(partition));

    for (String disk : List.of("disk", "new-disk")) {
      seen.clear();
      try (RunningContext credits = credits(disk)) {
        capture(1, CreditsRecords.allocation(tenant, "acme", "crm", 1_000));
        send(command("op-7"));
        send(command("op-for-" + disk));
        awaitRecords(seen, 3);
        assertThat(replies(seen)).extracting(ConsumptionReply::getReplayed).containsExactly(true, false);
        assertThat(balance(credits)).isEqualTo(disk.equals("disk") ? 899 : 898);
      }
      assertThat(seen.stream().map(CreditsOnBrokerIT::decode).filter(CreditsConsumed.class::isInstance)).hasSize(1);
    }
  }

  private RunningContext credits(String disk) {
    return new RunningContext(new CreditsTopology(), broker.bootstrapServers(), directory.resolve(disk));
  }

  private long balance(RunningContext credits) {
    return credits.ask(new WalletQuery(tenant, "acme", "crm"), partition).orElseThrow().balance();
  }

  private ConsumeCredits command(String operationId) {
    ConsumeCredits command = CreditsRecords.consume(tenant, "acme", "crm", operationId, 1);
    command.getMeta().setReplyPartition(LEASED);
    return command;
  }

  private void send(SpecificRecord command) {
    producer.send(new ProducerRecord<>(
        Context.CREDITS.commands(), TenantKey.bytes(tenant), ContextDriver.PAYLOADS.encode(command)));
  }

  private void capture(long seq, SpecificRecord row) throws Exception {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
        Context.CREDITS.outbox(), TenantKey.bytes(tenant), ContextDriver.PAYLOADS.encode(row));
    record.headers().add(OutboxHeaders.TENANT_SEQ, Long.toString(seq).getBytes(UTF_8));
    producer.send(record).get();
  }

  private void awaitRecords(List<ConsumerRecord<byte[], byte[]>> seen, int count) {
    Awaitility.await().atMost(PATIENCE).pollInSameThread().untilAsserted(() -> {
      consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
      assertThat(seen).hasSizeGreaterThanOrEqualTo(count);
    });
    assertThat(seen).hasSize(count);
  }

  private static List<ConsumptionReply> replies(List<ConsumerRecord<byte[], byte[]>> seen) {
    return seen.stream()
        .map(CreditsOnBrokerIT::decode)
        .filter(ConsumptionReply.class::isInstance)
        .map(ConsumptionReply.class::cast)
        .toList();
  }

  private static SpecificRecord decode(ConsumerRecord<byte[], byte[]> record) {
    return ContextDriver.PAYLOADS.decode(record.value());
  }

  private static List<NewTopic> topics() {
    return Stream.of(new DirectoryTopology().topics(), new CreditsTopology().topics())
        .flatMap(List<TopicSpec>::stream)
        .map(topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1).configs(topic.configs()))
        .toList();
  }
}
