package io.tributary.api.live;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.tributary.outbox.Slice;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.Tenants;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.credits.WalletView;
import io.tributary.topologies.credits.WalletsQuery;
import io.tributary.topologies.kernel.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the board up to date: a snapshot of the first {@link #TENANTS_AT_START} tenants, then the committed public
 * events from where the snapshot began. Of the inventory it only tells whose has changed, as soon as its events are there to
 * be read. One consumer serves all viewers.
 */
final class LiveFeed implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  /** Tenants read at start; the others appear with their first event. */
  static final int TENANTS_AT_START = 2_000;

  private static final List<Context> CONTEXTS = List.of(Context.CREDITS, Context.DIRECTORY);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STAGES_EVERY = Duration.ofSeconds(1);

  private final LiveBoard board;
  private final Tenants tenants;
  private final QueryService queries;
  private final LiveEvents events;
  private final TenantChanges inventory;
  private final Stages source;
  private final Consumer<String, byte[]> consumer;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile List<Stage> stages = List.of();
  private volatile @Nullable Long shownLatency;

  LiveFeed(
      KafkaAccess kafka, Tenants tenants, QueryService queries, Payloads payloads,
      TenantChanges inventory, Stages source) {
    this.board = new LiveBoard(Clock.systemUTC());
    this.tenants = tenants;
    this.queries = queries;
    this.events = new LiveEvents(board, payloads, this::loadSoon);
    this.inventory = inventory;
    this.source = source;
    this.consumer =
        kafka.consumer(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "tributary-live",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().name("live-feed").daemon().unstarted(this::run);
  }

  /** What changed on the board after {@code revision}, for the operator ({@code only} null) or for one tenant. */
  Frame frame(long revision, @Nullable UUID only) {
    return board.frame(revision, only, stages);
  }

  /** Waits until the next frame is due; false when there will be none. */
  boolean pause(Duration until) throws InterruptedException {
    return !stopped.await(until.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isOpen() {
    return stopped.getCount() > 0;
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }

  /** Before the web server, in the default phase: viewers' requests would otherwise hold up its graceful stop. */
  @Override
  public void stop() {
    stopped.countDown();
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer; KafkaClientMetrics meters = new KafkaClientMetrics(consumer)) {
      meters.bindTo(Metrics.globalRegistry);
      while (isOpen() && !assigned()) {
        pause(RETRY);
      }
      Thread.ofVirtual().name("live-snapshot").start(this::snapshot);
      follow();
    } catch (WakeupException e) {
      LOG.debug("The live feed was closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The live feed stopped; dashboards show no more changes until a restart", e);
    } finally {
      inventory.lose();
    }
  }

  private boolean assigned() {
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (Context context : CONTEXTS) {
        List<TopicPartition> some = partitions(context.events());
        if (some.isEmpty()) {
          return false; // Its topic is still being made.
        }
        partitions.addAll(some);
      }
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      return true;
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("The live feed can't reach the events yet: {}", e.getMessage());
      return false;
    }
  }

  /** An instance may run where there is no inventory, or not yet. */
  private void followInventory() {
    try {
      List<TopicPartition> more = partitions(Context.INVENTORY.events());
      if (!more.isEmpty()) {
        List<TopicPartition> all = new ArrayList<>(consumer.assignment());
        all.addAll(more);
        consumer.assign(all);
        consumer.seekToEnd(more);
        more.forEach(consumer::position);
        inventory.follow();
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("The live feed can't reach the inventory's events yet: {}", e.getMessage());
    }
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private void follow() {
    long stagesDue = 0;
    while (isOpen()) {
      show(consumer.poll(POLL));
      if (System.nanoTime() >= stagesDue) {
        stagesDue = System.nanoTime() + STAGES_EVERY.toNanos();
        stages = measure();
        if (!inventory.followed()) {
          followInventory();
        }
      }
    }
  }

  private void show(ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<String, byte[]>> some = records.records(partition);
      if (partition.topic().equals(Context.INVENTORY.events())) {
        some.forEach(this::changed);
      } else {
        events.show(some);
        shownLatency = Math.max(0, System.currentTimeMillis() - some.getLast().timestamp());
      }
    }
  }

  private void changed(ConsumerRecord<String, byte[]> record) {
    try {
      inventory.happened(TenantKey.parse(record.key()));
    } catch (RuntimeException e) {
      LOG.warn("{}-{}@{} has no tenant's key", record.topic(), record.partition(), record.offset(), e);
    }
  }

  private List<Stage> measure() {
    long behind =
        consumer.assignment().stream().mapToLong(partition -> consumer.currentLag(partition).orElse(0)).sum();
    return source.measure(behind, shownLatency);
  }

  private void snapshot() {
    UUID after = null;
    for (int read = 0; read < TENANTS_AT_START && isOpen(); ) {
      Slice<Tenant> slice = tenants.list(after, 200);
      slice.items().forEach(this::load);
      read += slice.items().size();
      after = slice.next();
      if (after == null) {
        return;
      }
    }
  }

  private void loadSoon(UUID tenantId) {
    Thread.ofVirtual().start(() -> tenants.find(tenantId).ifPresent(this::load));
  }

  private void load(Tenant tenant) {
    board.name(tenant.id(), tenant.name());
    try {
      String after = null;
      do {
        Page<WalletView> page =
            queries.ask(new WalletsQuery(tenant.id(), after, 200), ReadOptions.fresh()).value();
        page.items().forEach(wallet -> board.wallet(tenant.id(), LiveWallet.of(wallet)));
        after = page.next();
      } while (after != null && isOpen());
    } catch (ProblemException e) {
      LOG.warn("No snapshot of tenant {}: its balances appear with its next event", tenant.id(), e);
    }
  }
}
