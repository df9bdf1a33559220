package io.tributary.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts transactions that a partition holds open and their coordinator has ended long ago. A broker that was silent for longer than
 * its session is fenced; what ends meanwhile gets no marker in its partitions, since they have no leader. Whoever reads committed
 * records then stands still at that place for good; and should the same producer write there again, its next commit would commit what
 * was aborted. On clusters, {@code kafka-transactions.sh find-hanging} does the same.
 */
final class HangingTransactions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMillis(200);

  /** For what was being ended when the broker started; it may be that clients write all the time. */
  private static final Duration SETTLES = Duration.ofSeconds(10);

  private final Admin admin;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("kafka-hanging-transactions").unstarted(this::run);
  private Set<Hanging> suspected = Set.of();

  /** @param lastSequence changes as long as something is written: then it isn't what was looked at before */
  private record Hanging(
      TopicPartition partition, long producerId, int producerEpoch, int coordinatorEpoch, int lastSequence) {
    AbortTransactionSpec abort() {
      return new AbortTransactionSpec(partition, producerId, (short) producerEpoch, coordinatorEpoch);
    }
  }

  /** @param ending whether a coordinator is about to end another one, which may come to hang */
  private record Found(Set<Hanging> hanging, boolean ending) {
    boolean settled() {
      return hanging.isEmpty() && !ending;
    }
  }

  private HangingTransactions(String bootstrapServers) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * Looks now and every five seconds; what hangs twice is aborted. Returns when what hangs from before is: while a broker starts it may end
   * transactions that its own end had cut off, and their markers be lost.
   */
  static HangingTransactions watch(String bootstrapServers) {
    HangingTransactions watch = new HangingTransactions(bootstrapServers);
    watch.settle();
    watch.thread.start();
    return watch;
  }

  private void settle() {
    long end = System.nanoTime() + SETTLES.toNanos();
    try {
      while (!look() && System.nanoTime() < end && !closed.await(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
        // What hangs was only suspected yet, or could not be seen.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(EVERY.toSeconds(), TimeUnit.SECONDS)) {
        var unused = look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when nothing hangs, or is about to. */
  private boolean look() throws InterruptedException {
    try {
      Found found = find();
      for (Hanging transaction : found.hanging()) {
        if (suspected.contains(transaction)) {
          LOG.warn("The transaction {} was ended but is open in its partition: it is aborted there", transaction);
          admin.abortTransaction(transaction.abort()).all().get();
        }
      }
      suspected = found.hanging();
      return found.settled();
    } catch (ExecutionException | KafkaException e) {
      LOG.debug("Hanging transactions were not looked for", e);
      return false;
    }
  }

  private Found find() throws ExecutionException, InterruptedException {
    Set<Hanging> open = open();
    if (open.isEmpty()) {
      return new Found(open, false);
    }
    Map<Long, TransactionDescription> known = known();
    Set<Hanging> hanging = new HashSet<>();
    boolean ending = false;
    for (Hanging transaction : open) {
      TransactionDescription told = known.get(transaction.producerId());
      if (told == null || !told.topicPartitions().contains(transaction.partition())) {
        hanging.add(transaction);
      } else {
        ending |= told.state() != TransactionState.ONGOING;
      }
    }
    return new Found(hanging, ending);
  }

  /** What the partitions hold open, rightly or not. */
  private Set<Hanging> open() throws ExecutionException, InterruptedException {
    Set<Hanging> open = new HashSet<>();
    admin.describeProducers(partitions()).all().get().forEach((partition, state) -> {
      for (ProducerState producer : state.activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()) {
          open.add(new Hanging(partition, producer.producerId(), producer.producerEpoch(),
              producer.coordinatorEpoch().orElse(0), producer.lastSequence()));
        }
      }
    });
    return open;
  }

  private Collection<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) ->
        topic.partitions().forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
    return partitions;
  }

  /** Each producer's transaction, open or about to be ended, as its coordinator knows it. */
  private Map<Long, TransactionDescription> known() throws ExecutionException, InterruptedException {
    List<String> ids = admin.listTransactions().all().get().stream().map(TransactionListing::transactionalId).toList();
    Map<Long, TransactionDescription> known = new HashMap<>();
    for (TransactionDescription transaction : admin.describeTransactions(ids).all().get().values()) {
      known.put(transaction.producerId(), transaction);
    }
    return known;
  }

  @Override
  public void close() {
    closed.countDown();
    admin.close(Duration.ZERO);
  }
}
