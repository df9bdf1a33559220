package io.tributary.queries;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which input offsets of one Streams application are committed, as its own clients learn it. Streams lets a reader see
 * store rows that may still be rolled back; this tells when they no longer can (design rule 4).
 */
final class CommittedInputs {
  private final ConcurrentMap<TopicPartition, InputProgress> inputs = new ConcurrentHashMap<>();

  InputProgress of(TopicPartition partition) {
    InputProgress known = inputs.get(partition);
    return known != null ? known : inputs.computeIfAbsent(partition, missing -> new InputProgress());
  }

  void committed(Map<TopicPartition, Long> offsets) {
    offsets.forEach((partition, offset) -> of(partition).commit(offset));
  }

  /**
   * The sum of the partitions' generations: as each only grows, it is unchanged exactly when none was assigned anew.
   */
  long generation(List<TopicPartition> partitions) {
    long sum = 0;
    for (TopicPartition partition : partitions) {
      sum += of(partition).generation();
    }
    return sum;
  }

  /** Records not committed yet over all these partitions; -1 while one of them is unknown. */
  long behind(List<TopicPartition> partitions) {
    long sum = 0;
    for (TopicPartition partition : partitions) {
      var behind = of(partition).behind();
      if (behind.isEmpty()) {
        return -1;
      }
      sum += behind.getAsLong();
    }
    return sum;
  }
}
