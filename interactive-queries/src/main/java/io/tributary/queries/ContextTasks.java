package io.tributary.queries;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What one process has of a context by the last assignment that it was told.
 *
 * @param active partitions that it decides and serves
 * @param standby partitions that it follows
 * @param peers where the group's other members are reached, as {@code host:port}
 */
public record ContextTasks(List<Integer> active, List<Integer> standby, List<String> peers) {
  public ContextTasks {
    active = List.copyOf(active);
    standby = List.copyOf(standby);
    peers = List.copyOf(peers);
  }

  static ContextTasks of(KafkaStreams streams, HostInfo self) {
    try {
      List<Integer> active = List.of();
      List<Integer> standby = List.of();
      for (StreamsMetadata member : streams.metadataForAllStreamsClients()) {
        if (member.hostInfo().equals(self)) {
          active = partitions(member.topicPartitions());
          standby = partitions(member.standbyTopicPartitions());
        }
      }
      List<String> peers = streams.metadataForAllStreamsClients().stream()
          .map(StreamsMetadata::hostInfo)
          .filter(host -> !host.equals(self))
          .map(host -> host.host() + ":" + host.port())
          .sorted()
          .toList();
      return new ContextTasks(active, standby, peers);
    } catch (IllegalStateException notRunning) {
      return new ContextTasks(List.of(), List.of(), List.of());
    }
  }

  private static List<Integer> partitions(Set<TopicPartition> topics) {
    return topics.stream().map(TopicPartition::partition).distinct().sorted().toList();
  }
}
