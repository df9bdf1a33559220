package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsReclaimed;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.schemas.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EventFollowerIT {
  private static final String TOPIC = "credits.events";
  private static final String TYPE = "credit.reclaimed";

  private final AvroPayloads payloads = new AvroPayloads(new InMemorySchemaRegistry(), true);
  private final List<String> booked = new CopyOnWriteArrayList<>();
  private final AtomicBoolean broken = new AtomicBoolean();

  private void book(SpecificRecord event) {
    if (broken.get()) {
      throw new IllegalStateException("the database is away");
    }
    booked.add(((CreditsReclaimed) event).getOperationId());
  }

  private EventFollower follow(EmbeddedBroker broker) {
    return EventFollower.start(KafkaAccess.open(broker.bootstrapServers()), "reclaims", TOPIC, TYPE, payloads, this::book);
  }

  private ProducerRecord<byte[], byte[]> event(String operationId, String type) {
    EventMeta meta =
        EventMeta.newBuilder()
            .setId(operationId).setType(type).setAggregateId("a").setAggregateType("wallet").setTenantId("t").setVersion(1)
            .setTimestamp(Instant.EPOCH).setCorrelationId(null).setCausationId(null).setUserId(null).setMetadata(Map.of())
            .build();
    byte[] payload =
        payloads.encode(new CreditsReclaimed(meta, operationId, "acme", "crm", 1L, null, 0L, 1L, 0L, List.of()));
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, payload);
    record.headers().add(CloudEventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static long committed(Admin admin) throws Exception {
    return admin.listConsumerGroupOffsets("reclaims").partitionsToOffsetAndMetadata().get()
        .get(new TopicPartition(TOPIC, 0)).offset();
  }

  @Test
  void passesNothingOverAndStartsAgainBehindWhatWasBooked() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      producer.send(event("1", TYPE)).get();
      producer.send(event("x", "credit.consumed")).get();
      try (EventFollower follower = follow(broker)) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(booked).containsExactly("1"));
        // Behind the event of another type, too.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(committed(admin)).isEqualTo(2));
        broken.set(true);
        producer.send(event("2", TYPE)).get();
        producer.send(event("3", TYPE)).get();
        await().atMost(Duration.ofSeconds(30)).until(() -> follower.failure().isPresent());
        assertThat(follower.failure().orElseThrow()).contains("the database is away");
        broken.set(false);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(booked).containsExactly("1", "2", "3"));
        await().until(() -> follower.failure().isEmpty());
      }
      producer.send(event("4", TYPE)).get();
      try (EventFollower again = follow(broker)) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(booked).endsWith("4"));
        assertThat(booked).containsExactly("1", "2", "3", "4");
        assertThat(again.failure()).isEmpty();
      }
    }
  }
}
