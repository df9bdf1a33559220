package io.tributary.queries;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What one Streams application has committed, as its own clients learn it. Streams lets a reader see store rows that may
 * still be rolled back; this tells when they no longer can (design rule 4).
 */
final class CommittedInputs {
  private final ConcurrentMap<TopicPartition, InputProgress> inputs = new ConcurrentHashMap<>();
  private final SequenceWaits sequences = new SequenceWaits();
  private final ThreadLocal<WriterThread> threads = ThreadLocal.withInitial(WriterThread::new);

  InputProgress of(TopicPartition partition) {
    InputProgress known = inputs.get(partition);
    return known != null ? known : inputs.computeIfAbsent(partition, missing -> new InputProgress());
  }

  /** Who waits for captured rows. */
  SequenceWaits sequences() {
    return sequences;
  }

  /** The partition's task starts, in the calling stream thread, from the group's committed offset. */
  void assign(TopicPartition partition, long offset) {
    of(partition).assign(currentThread(), offset);
    sequences.restart();
  }

  /** The writer that the calling stream thread is. */
  WriterThread currentThread() {
    return threads.get();
  }

  /** The next offsets to process, by input partition, that a committed transaction held. */
  void committed(Map<TopicPartition, Long> offsets) {
    offsets.forEach((partition, offset) -> of(partition).committed().advance(offset));
  }

  /** The threads that write what these partitions lead to (usually one), with the generation each is in. */
  Map<WriterThread, Long> writers(Collection<TopicPartition> partitions) {
    Map<WriterThread, Long> writers = new HashMap<>();
    for (TopicPartition partition : partitions) {
      WriterThread writer = of(partition).writer();
      writers.putIfAbsent(writer, writer.clean().generation());
    }
    return writers;
  }

  /** Grows exactly when one of the partitions is assigned anew: the sum of numbers that only grow. */
  long generation(Collection<TopicPartition> partitions) {
    long sum = 0;
    for (TopicPartition partition : partitions) {
      sum += of(partition).committed().generation();
    }
    return sum;
  }

  /** Records not committed yet over all these partitions; -1 while one of them is unknown. */
  long behind(Collection<TopicPartition> partitions) {
    long sum = 0;
    for (TopicPartition partition : partitions) {
      OptionalLong behind = of(partition).behind();
      if (behind.isEmpty()) {
        return -1;
      }
      sum += behind.getAsLong();
    }
    return sum;
  }
}
