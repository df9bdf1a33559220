package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
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
  private final ContextInputs inputs;
  private final Map<Context, ContextRuntime> runtimes;
  private final int partitions;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Snapshot last = new Snapshot(Instant.EPOCH, List.of());
  private volatile long nextNanos = System.nanoTime();

  /**
   * @param partitions of every topic of a context
   * @param runtimes those contexts that run in this process: of what they serve they know better than the brokers
   */
  public KafkaLags(
      KafkaAccess kafka,
      String instanceId,
      int partitions,
      ContextInputs inputs,
      Collection<ContextRuntime> runtimes) {
    this.inputs = inputs;
    this.runtimes = runtimes.stream().collect(Collectors.toMap(ContextRuntime::context, Function.identity()));
    this.partitions = partitions;
    this.admin = kafka.admin("tributary-lags-" + instanceId);
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
    List<TopicPartition> all =
        inputs.topics().values().stream().flatMap(Set::stream).distinct().flatMap(this::partitions).toList();
    var ends = admin.listOffsets(
        all.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())),
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all();
    Map<Context, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> groups = inputs.topics().keySet().stream()
        .collect(Collectors.toMap(Function.identity(), context ->
            admin.listConsumerGroupOffsets(context.applicationId()).partitionsToOffsetAndMetadata()));
    var endOffsets = get(ends);
    List<InputLag> lags = new ArrayList<>();
    for (Context context : inputs.topics().keySet().stream().sorted().toList()) {
      Map<TopicPartition, OffsetAndMetadata> offsets = get(groups.get(context));
      for (String topic : inputs.topics().get(context).stream().sorted().toList()) {
        lags.add(total(context, topic,
            partition -> endOffsets.get(partition).offset(),
            partition -> offsets.get(partition) == null ? 0 : offsets.get(partition).offset()));
      }
    }
    return new Snapshot(Instant.now(), lags);
  }

  private InputLag total(
      Context context, String topic, Function<TopicPartition, Long> ends, Function<TopicPartition, Long> offsets) {
    long end = 0;
    long committed = 0;
    long behind = 0;
    for (TopicPartition partition : partitions(topic).toList()) {
      long partitionEnd = ends.apply(partition);
      long partitionCommitted = offsets.apply(partition);
      // The serving task knows better: the end of a topic written in transactions counts a marker that is no record.
      ContextRuntime runtime = runtimes.get(context);
      OptionalLong known = runtime == null ? OptionalLong.empty() : runtime.committed().of(partition).behind();
      end += partitionEnd;
      committed += partitionCommitted;
      behind += known.orElse(Math.max(0, partitionEnd - partitionCommitted));
    }
    return new InputLag(context, topic, end, committed, behind);
  }

  private Stream<TopicPartition> partitions(String topic) {
    return IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number));
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(CALL.toMillis(), TimeUnit.MILLISECONDS);
  }
}
