package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topics and groups as anybody sees them who has Kafka's own clients. */
public final class Topics {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;

  public Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** All committed records of a topic, in the order of each partition. */
  List<ConsumerRecord<String, byte[]>> read(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    forEach(topic, new StringDeserializer(), records::add);
    return records;
  }

  /** Committed records of a topic, and the bytes of their keys and values. */
  public record Volume(long records, long bytes) {
    public Volume plus(Volume other) {
      return new Volume(records + other.records, bytes + other.bytes);
    }
  }

  /** By reading it. */
  public Volume volume(String topic) {
    long[] volume = {0, 0};
    forEach(topic, record -> {
      volume[0]++;
      volume[1] += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    });
    return new Volume(volume[0], volume[1]);
  }

  /**
   * Hands on all committed records of a topic as they are, in the order of each partition.
   *
   * @return how many partitions it has
   */
  int forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    return forEach(topic, new ByteArrayDeserializer(), each);
  }

  private <K> int forEach(String topic, Deserializer<K> keys, Consumer<ConsumerRecord<K, byte[]>> each) {
    try (KafkaConsumer<K, byte[]> consumer = new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        keys, new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
          .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        consumer.poll(POLL).forEach(each);
      }
      return partitions.size();
    }
  }

  /** Returns when the topic is gone. */
  void delete(String topic) throws InterruptedException {
    try (Admin admin = admin()) {
      get(admin.deleteTopics(List.of(topic)).all());
      while (get(admin.listTopics().names()).contains(topic)) {
        Thread.sleep(50);
      }
    }
  }

  /** Records of a topic that a group has still to apply. Right for topics that are not written in transactions. */
  long lag(String group, String topic) throws InterruptedException {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions()
          .forEach(info -> wanted.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
      var ends = get(admin.listOffsets(wanted).all());
      var committed = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      return ends.entrySet().stream()
          .mapToLong(end -> end.getValue().offset()
              - (committed.get(end.getKey()) == null ? 0 : committed.get(end.getKey()).offset()))
          .sum();
    }
  }

  /** How many partitions of a topic each process of a group has, by its name; who has none is there with 0. */
  Map<String, Long> shares(String group, String topic) throws InterruptedException {
    try (Admin admin = admin()) {
      return get(admin.describeConsumerGroups(Set.of(group)).all()).get(group).members().stream()
          .collect(Collectors.toMap(
              // Each of its threads is a member, and adds a number to the name.
              member -> member.groupInstanceId().orElse(member.consumerId()).replaceFirst("-\\d+$", ""),
              member -> share(member, topic), Long::sum,
              TreeMap::new));
    }
  }

  private static long share(MemberDescription member, String topic) {
    return member.assignment().topicPartitions().stream().filter(partition -> partition.topic().equals(topic)).count();
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new CommandFailure(ExitCode.FAILED, "A topic of the platform is not there.", e);
      }
      throw new CommandFailure(ExitCode.FAILED, "Kafka does not answer: " + e.getCause().getMessage(), e);
    }
  }
}
