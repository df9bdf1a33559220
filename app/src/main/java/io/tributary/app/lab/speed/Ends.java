package io.tributary.app.lab.speed;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far topics go. */
final class Ends {
  private Ends() {}

  /** The sum of a topic's end offsets: records, and what transactions leave between them. */
  static long of(Admin admin, String topic, int partitions) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions).boxed()
        .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
  }
}
