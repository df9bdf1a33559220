package io.tributary.queries;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers for end and committed offsets, on demand and at most once a second. Thread-safe. */
public final class KafkaLags implements Lags, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLags.class);
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration CALL = Duration.ofSeconds(2);

  private final Admin admin;
  private final List<ContextRuntime> runtimes;
  private final int partitions;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Snapshot last = new Snapshot(Instant.EPOCH, List.of());
  private volatile long nextNanos = System.nanoTime();

  public KafkaLags(RuntimeSettings settings, Collection<ContextRuntime> runtimes) {
    this.runtimes = List.copyOf(runtimes);
    this.partitions = settings.partitions();
    this.admin = Admin.create(Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) settings.bootstrapServers(),
        AdminClientConfig.CLIENT_ID_CONFIG, "tributary-lags-" + settings.instanceId()));
  }

  @Override
  public Snapshot current() {
    // Who comes while another refreshes takes what is there.
    if (System.nanoTime() - nextNanos >= 0 && refreshing.tryLock()) {
      try {
        last = read();
      } catch (ExecutionException | TimeoutException e) {
        LOG.debug("lags cannot be read: {}", Causes.sentence(e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        nextNanos = System.nanoTime() + FRESH.toNanos();
        refreshing.unlock();
      }
    }
    return last;
  }

  @Override
  public void close() {
    admin.close(CALL);
  }

  private Snapshot read() throws InterruptedException, ExecutionException, TimeoutException {
    List<TopicPartition> all = runtimes.stream().flatMap(this::partitions).distinct().toList();
    var ends = admin.listOffsets(
        all.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())),
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all();
    Map<Context, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> groups = runtimes.stream()
        .collect(Collectors.toMap(ContextRuntime::context, runtime ->
            admin.listConsumerGroupOffsets(runtime.context().applicationId()).partitionsToOffsetAndMetadata()));
    var endOffsets = get(ends);
    List<InputLag> lags = new ArrayList<>();
    for (ContextRuntime runtime : runtimes) {
      Map<TopicPartition, OffsetAndMetadata> offsets = get(groups.get(runtime.context()));
      for (String topic : runtime.inputs().stream().sorted().toList()) {
        lags.add(total(runtime, topic,
            partition -> endOffsets.get(partition).offset(),
            partition -> offsets.get(partition) == null ? 0 : offsets.get(partition).offset()));
      }
    }
    return new Snapshot(Instant.now(), lags);
  }

  private InputLag total(
      ContextRuntime runtime, String topic, Function<TopicPartition, Long> ends, Function<TopicPartition, Long> offsets) {
    long end = 0;
    long committed = 0;
    long behind = 0;
    for (TopicPartition partition : partitions(topic).toList()) {
      long partitionEnd = ends.apply(partition);
      long partitionCommitted = offsets.apply(partition);
      // The serving task knows better: the end of a topic written in transactions counts a marker that is no record.
      OptionalLong known = runtime.committed().of(partition).behind();
      end += partitionEnd;
      committed += partitionCommitted;
      behind += known.orElse(Math.max(0, partitionEnd - partitionCommitted));
    }
    return new InputLag(runtime.context(), topic, end, committed, behind);
  }

  private Stream<TopicPartition> partitions(ContextRuntime runtime) {
    return runtime.inputs().stream().flatMap(this::partitions);
  }

  private Stream<TopicPartition> partitions(String topic) {
    return IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number));
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(CALL.toMillis(), TimeUnit.MILLISECONDS);
  }
}
