package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.schemas.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Copies what is committed in topics to another Kafka: bytes, headers, partitions, order and times. */
record CopiedTopics(String from, String to) {
  /**
   * Makes the topic there; its times are the given ones, not the new broker's. With one request in flight: a partition that was only
   * just made may refuse a producer's first batch and take its second, and then never takes the first.
   *
   * @return how many records were copied
   */
  long copy(String topic) throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    int partitions = new Topics(from).forEach(topic, records::add);
    KafkaAccess access = KafkaAccess.open(to);
    try (Admin admin = access.admin("copy");
        KafkaProducer<byte[], byte[]> producer =
            access.producer(Map.of("acks", "all", "max.in.flight.requests.per.connection", 1), new ByteArraySerializer(),
                new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(
          Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1")))).all().get();
      List<Future<RecordMetadata>> sends = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        sends.add(producer.send(new ProducerRecord<>(
            topic, record.partition(), record.timestamp(), record.key(), record.value(), record.headers())));
      }
      producer.flush();
      for (Future<RecordMetadata> send : sends) {
        send.get();
      }
    } catch (ExecutionException e) {
      throw new CommandFailure(ExitCode.FAILED, "The topic " + topic + " cannot be copied: " + e.getCause().getMessage(), e);
    }
    return records.size();
  }
}
