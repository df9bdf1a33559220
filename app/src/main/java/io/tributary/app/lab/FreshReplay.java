package io.tributary.app.lab;

import io.tributary.app.lab.CommittedLog.Tenant;
import io.tributary.app.orders.HttpPlatform;
import io.tributary.app.orders.Platform.Wallet;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.FreePorts;
import io.tributary.queries.ContextRuntime;
import io.tributary.queries.LocalQueryService;
import io.tributary.queries.Position;
import io.tributary.queries.ReadOptions;
import io.tributary.queries.RuntimeSettings;
import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.credits.WalletQuery;
import io.tributary.topologies.credits.WalletView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The ledger once more, from nothing: under another application id, on another Kafka that has a copy of all its inputs, so that
 * nothing it writes reaches the platform. Its wallets must be those of the running stores, and those that the log adds up to.
 */
final class FreshReplay {
  private static final String APPLICATION = "fresh-replay";
  private static final Duration RUNNING = Duration.ofMinutes(2);
  private static final Duration APPLIED = Duration.ofMinutes(3);
  private static final ReadOptions READ = new ReadOptions(Position.none(), Duration.ofSeconds(30), false);

  private final Scene scene;
  private final CreditsTopology ledger = new CreditsTopology();
  private final Payloads payloads;

  private FreshReplay(Scene scene) {
    this.scene = scene;
    this.payloads = scene.committed().payloads();
  }

  /** Of all wallets of the platform, also those of experiments before. Nothing may be written meanwhile. */
  static void compare(Scene scene) throws InterruptedException {
    new FreshReplay(scene).run();
  }

  private void run() throws InterruptedException {
    Path root = scene.fleet().surroundings().root().resolve("replay");
    try (EmbeddedBroker kafka = EmbeddedBroker.start(root.resolve("kafka"), 0)) {
      CopiedTopics copies = new CopiedTopics(scene.servers().bootstrapServers(), kafka.bootstrapServers());
      long copied = 0;
      for (String input : ledger.inputs()) {
        copied += copies.copy(input);
      }
      scene.note(copied + " records of the ledger's inputs were copied");
      try (ContextRuntime runtime = ContextRuntime.start(ledger, payloads, settings(kafka, root.resolve("streams")))) {
        runtime.awaitRunning(RUNNING);
        Topics topics = new Topics(kafka.bootstrapServers());
        awaitApplied(topics);
        compare(runtime, new CommittedLog(topics, payloads).read());
      }
    }
  }

  private RuntimeSettings settings(EmbeddedBroker kafka, Path states) {
    return new RuntimeSettings(
        KafkaAccess.open(kafka.bootstrapServers()), scene.fleet().surroundings().partitions(), 1, 0, states, APPLICATION,
        new HostPort("127.0.0.1", FreePorts.next()), Map.of(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION));
  }

  private void awaitApplied(Topics topics) throws InterruptedException {
    long begin = System.nanoTime();
    long behind;
    do {
      Thread.sleep(100);
      behind = 0;
      for (String input : ledger.inputs()) {
        behind += topics.lag(APPLICATION, input);
      }
    } while (behind > 0 && System.nanoTime() - begin < APPLIED.toNanos());
    scene.note("they were applied in " + Checks.seconds(Duration.ofNanos(System.nanoTime() - begin)));
    scene.found("the fresh replay has applied all of its inputs", behind == 0, behind + " records are left");
  }

  private void compare(ContextRuntime runtime, Map<String, Tenant> replayed) {
    LocalQueryService fresh = new LocalQueryService(List.of(runtime));
    List<String> wrong = new ArrayList<>();
    Map<String, Tenant> committed = scene.committed().read();
    long operations = 0;
    try (HttpPlatform platform = scene.load().platform("compare")) {
      for (Map.Entry<String, Tenant> tenant : committed.entrySet()) {
        Tenant folded = tenant.getValue();
        operations += folded.operations().size();
        Wallet fold = new Wallet(folded.allocated() - folded.consumed(), folded.allocated(), folded.consumed());
        Wallet store = platform.wallet(tenant.getKey());
        Optional<WalletView> replay = fresh.ask(
            new WalletQuery(UUID.fromString(tenant.getKey()), tenant.getKey(), HttpPlatform.APPLICATION), READ).value();
        if (!store.equals(fold) || !replay.map(FreshReplay::wallet).equals(Optional.of(store))
            || !replay.map(WalletView::version).equals(Optional.of(folded.version()))) {
          wrong.add("%s: folded %s of version %d, stored %s, replayed %s".formatted(
              tenant.getKey(), fold, folded.version(), store, replay));
        }
        if (!replayed.getOrDefault(tenant.getKey(), Tenant.EMPTY).equals(folded)) {
          wrong.add(tenant.getKey() + ": the replay's own events are not those of the log");
        }
      }
    }
    scene.found("fold of the log = store = fresh replay under another application id, for every wallet and version; "
        + "its events are the same operations", wrong.isEmpty() && !committed.isEmpty(),
        wrong.isEmpty() ? "%d wallets, %d operations".formatted(committed.size(), operations) : Checks.some(wrong));
  }

  private static Wallet wallet(WalletView view) {
    return new Wallet(view.balance(), view.allocated(), view.consumed());
  }
}
