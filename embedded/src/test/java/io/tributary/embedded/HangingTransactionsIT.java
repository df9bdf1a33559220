package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTransactionsIT {
  /** The last one whose batches don't add their partition to the transaction by themselves. */
  private static final short VERSION = 11;

  private static final TopicPartition PARTITION = new TopicPartition("blocked", 0);

  @Test
  void whatNoCoordinatorWillEndIsAborted() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
      leaveOpen(broker);
      try (KafkaProducer<String, String> producer = new KafkaProducer<>(
          Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>(PARTITION.topic(), "behind it")).get();
      }
      assertThat(committed(broker, Duration.ofSeconds(30))).containsExactly("behind it");
    }
  }

  /** Whoever wrote it comes again at once: then its next commit would commit what was aborted. */
  @Test
  void whatHangsFromBeforeIsAbortedBeforeAStartReturns(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      leaveOpen(broker);
    }
    try (EmbeddedBroker again = EmbeddedBroker.start(directory, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", again.bootstrapServers()))) {
      assertThat(admin.describeProducers(List.of(PARTITION)).partitionResult(PARTITION).get().activeProducers())
          .allMatch(producer -> producer.currentTransactionStartOffset().isEmpty());
    }
  }

  /**
   * A batch of a transaction that no coordinator knows: what is left where the marker of its end was lost. The broker takes it as soon
   * as the changed setting has reached it; until then it asks a coordinator, and refuses with what that says (not such a transaction)
   * or with the lack of one (the topic of transactions is only being made): the last answer counts.
   */
  private static void leaveOpen(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
      admin.incrementalAlterConfigs(Map.of(
          new ConfigResource(ConfigResource.Type.BROKER, ""),
          List.of(new AlterConfigOp(
              new ConfigEntry("transaction.partition.verification.enable", "false"), AlterConfigOp.OpType.SET)))).all().get();
    }
    Instant end = Instant.now().plusSeconds(30);
    Errors answer;
    do {
      answer = produce(broker);
    } while (answer != Errors.NONE && Instant.now().isBefore(end));
    assertThat(answer).isEqualTo(Errors.NONE);
  }

  private static Errors produce(EmbeddedBroker broker) throws IOException {
    MemoryRecords batch = MemoryRecords.withTransactionalRecords(
        Compression.NONE, 4_711, (short) 0, 0, new SimpleRecord("lost".getBytes(StandardCharsets.UTF_8)));
    ProduceRequestData produce = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(5_000).setTransactionalId("lost");
    produce.topicData().add(new ProduceRequestData.TopicProduceData()
        .setName(PARTITION.topic())
        .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData().setIndex(0).setRecords(batch))));
    ByteBuffer request = RequestUtils.serialize(
        new RequestHeader(ApiKeys.PRODUCE, VERSION, "test", 1).data(), ApiKeys.PRODUCE.requestHeaderVersion(VERSION),
        new ProduceRequest(produce, VERSION).data(), VERSION);
    try (Socket socket = new Socket("127.0.0.1", broker.port())) {
      socket.getOutputStream().write(ByteBuffer.allocate(4).putInt(request.remaining()).array());
      socket.getOutputStream().write(request.array(), request.arrayOffset() + request.position(), request.remaining());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      ByteBuffer response = ByteBuffer.wrap(in.readNBytes(in.readInt()));
      ResponseHeader.parse(response, ApiKeys.PRODUCE.responseHeaderVersion(VERSION));
      return Errors.forCode(new ProduceResponseData(new ByteBufferAccessor(response), VERSION)
          .responses().iterator().next().partitionResponses().getFirst().errorCode());
    }
  }

  private static List<String> committed(EmbeddedBroker broker, Duration patience) {
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
        new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = System.nanoTime() + patience.toNanos();
      ConsumerRecords<String, String> records = ConsumerRecords.empty();
      while (records.isEmpty() && System.nanoTime() < end) {
        records = consumer.poll(Duration.ofMillis(200));
      }
      return records.records(PARTITION).stream().map(record -> record.value()).toList();
    }
  }
}
