package io.tributary.queries;

import io.tributary.topologies.kernel.Backlog;
import io.tributary.topologies.kernel.Callers;
import io.tributary.topologies.kernel.Uncommitted;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Streams asks for the group's committed offsets whenever a restored or rebuilt task is about to run: there a task's
 * generation begins. Polls tell how much is still to be applied, and separate what the thread writes.
 */
final class TrackingConsumer extends KafkaConsumer<byte[], byte[]> {
  /** Clocks of two machines don't run equally fast. */
  private static final Duration MARGIN = Duration.ofMillis(50);

  private final CommittedInputs inputs;
  private final GroupLease lease;
  private final Duration rest;
  private final Gathering gathering;
  private final Callers callers;
  private final Gathering.Source more = new More();
  private final Set<TopicPartition> gone = new HashSet<>();
  private boolean idle;
  private Set<TopicPartition> assigned = Set.of();
  private @Nullable Metric heartbeats;

  /** @param callers who may wait in this process for what the thread decides */
  TrackingConsumer(Map<String, Object> config, CommittedInputs inputs, Polling polling, Callers callers) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.inputs = inputs;
    this.rest = polling.idle();
    this.gathering = new Gathering(polling.gathering());
    this.callers = callers;
    this.lease = new GroupLease(sessionBy(config));
  }

  /** What is taken away is noted here before Streams is told of it. */
  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        listener.onPartitionsAssigned(partitions);
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        gone.addAll(partitions);
        listener.onPartitionsRevoked(partitions);
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> partitions) {
        gone.addAll(partitions);
        listener.onPartitionsLost(partitions);
      }
    });
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = super.committed(partitions);
    Uncommitted.ofThread().forget(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      inputs.assign(partition, offset == null ? 0 : offset.offset());
    }
    return committed;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    WriterThread thread = inputs.currentThread();
    Backlog backlog = Backlog.ofThread();
    thread.hasPartitionsBy(lease);
    Uncommitted.ofThread().serve(callers);
    long begin = System.nanoTime();
    lease.heartbeats(answeredHeartbeats(), begin);
    thread.pollBegins();
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = super.poll(patience(timeout, thread));
      records = gathering.complete(records, System.nanoTime() - begin, more);
      idle = records.isEmpty();
    } finally {
      thread.pollEnds();
    }
    for (TopicPartition partition : records.partitions()) {
      long last = records.records(partition).getLast().offset();
      inputs.of(partition).polled(last);
      backlog.handed(partition, last);
    }
    Set<TopicPartition> now = assignment();
    if (!now.equals(assigned)) {
      assigned.stream().filter(partition -> !now.contains(partition)).forEach(gone -> inputs.of(gone).leave());
      assigned = Set.copyOf(now);
      backlog.retain(assigned);
      lease.assigned(begin);
    }
    if (assigned.isEmpty()) {
      lease.ended();
    } else {
      lease.polled();
    }
    for (TopicPartition partition : assigned) {
      InputProgress progress = inputs.of(partition);
      currentLag(partition).ifPresent(progress::unfetched);
      if (progress.asked()) {
        tellPosition(partition, progress);
      }
    }
    return records;
  }

  private final class More implements Gathering.Source {
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration time) {
      gone.clear();
      return TrackingConsumer.super.poll(time);
    }

    @Override
    public Set<TopicPartition> gone() {
      return gone;
    }

    @Override
    public void rewind(TopicPartition partition, long offset) {
      if (assignment().contains(partition)) {
        seek(partition, offset);
      }
    }
  }

  /** Records end a poll at once; but each that ends without costs a thread more than a record does. */
  private Duration patience(Duration asked, WriterThread thread) {
    return idle && thread.rests() && asked.isPositive() && asked.compareTo(rest) < 0 ? rest : asked;
  }

  private long answeredHeartbeats() {
    Metric known = heartbeats;
    if (known == null) {
      known = metrics().entrySet().stream()
          .filter(metric -> metric.getKey().name().equals("heartbeat-total"))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the consumer does not count its heartbeats"));
      heartbeats = known;
    }
    return ((Number) known.metricValue()).longValue();
  }

  private static Duration sessionBy(Map<String, Object> config) {
    Object millis = Objects.requireNonNull(config.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG));
    return Duration.ofMillis(Long.parseLong(millis.toString())).minus(MARGIN);
  }

  private void tellPosition(TopicPartition partition, InputProgress progress) {
    try {
      progress.consumed(position(partition, Duration.ZERO));
    } catch (TimeoutException | InvalidOffsetException unknownNow) {
      // The next poll finds it out.
    }
  }
}
