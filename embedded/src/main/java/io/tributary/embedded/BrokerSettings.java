package io.tributary.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configuration of a broker that is a controller at once: alone, with one replica of each partition, or one of several. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** @param id from 1 */
  record Node(int id, int port, int controllerPort) {
    private String voter() {
      return id + "@127.0.0.1:" + controllerPort;
    }
  }

  private BrokerSettings() {}

  /** Of one that is alone. */
  static Map<String, String> of(Path logs, int port, int controllerPort, @Nullable SecondListener second) {
    Node node = new Node(NODE_ID, port, controllerPort);
    Map<String, String> settings = common(logs, node, List.of(node));
    if (second != null) {
      settings.merge("listeners", second.name() + "://127.0.0.1:" + second.port(), BrokerSettings::listed);
      settings.merge("advertised.listeners", second.name() + "://" + second.servers(), BrokerSettings::listed);
      settings.merge("listener.security.protocol.map", second.name() + ":" + second.protocol(), BrokerSettings::listed);
      settings.putAll(second.settings());
    }
    settings.putAll(replicas(1, 1));
    return settings;
  }

  /** Of one of several: up to three replicas, of which all but one must have what is written. */
  static Map<String, String> member(Path logs, Node node, List<Node> all) {
    Map<String, String> settings = common(logs, node, all);
    int replicas = Math.min(3, all.size());
    settings.putAll(replicas(replicas, replicas - 1));
    return settings;
  }

  private static Map<String, String> common(Path logs, Node node, List<Node> all) {
    Map<String, String> settings = new TreeMap<>(Map.of(
        "process.roles", "broker,controller",
        "node.id", Integer.toString(node.id()),
        // The static form: the dynamic one writes the port into the data, and ours may change at every start.
        "controller.quorum.voters", all.stream().map(Node::voter).collect(Collectors.joining(",")),
        "listeners", "PLAINTEXT://127.0.0.1:" + node.port() + ",CONTROLLER://127.0.0.1:" + node.controllerPort(),
        "advertised.listeners", "PLAINTEXT://127.0.0.1:" + node.port(),
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.listener.names", CONTROLLER_LISTENER,
        "inter.broker.listener.name", "PLAINTEXT",
        "log.dirs", logs.toString()));
    settings.putAll(quickReactions());
    settings.put("auto.create.topics.enable", "false");
    // Saves 112 MB of heap. Much less, and each round cleans so few keys that the cleaner copies large logs again and again.
    settings.put("log.cleaner.dedupe.buffer.size", "16777216");
    // Compaction has the processors of everything else here: unbounded it takes a quarter of them under load.
    settings.put("log.cleaner.io.max.bytes.per.second", "8388608");
    return settings;
  }

  private static String listed(String before, String more) {
    return before + "," + more;
  }

  private static Map<String, String> replicas(int count, int inStep) {
    String all = Integer.toString(count);
    String least = Integer.toString(inStep);
    return Map.of(
        "default.replication.factor", all,
        "min.insync.replicas", least,
        "offsets.topic.replication.factor", all,
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.replication.factor", all,
        "transaction.state.log.min.isr", least,
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.replication.factor", all,
        "share.coordinator.state.topic.min.isr", least,
        "share.coordinator.state.topic.num.partitions", "1");
  }

  private static Map<String, String> quickReactions() {
    return Map.of(
        // A restart after kill -9 waits for the session of the killed broker to end; but who is silent for longer, on a busy
        // machine, is fenced: its partitions and coordinators are gone for a while, and clients lose what they had under way.
        "broker.session.timeout.ms", "5000",
        "broker.heartbeat.interval.ms", "250",
        "group.min.session.timeout.ms", "500",
        "group.initial.rebalance.delay.ms", "0",
        // A transaction that follows at once finds the markers of the one before under way; by default it then waits for 20 ms.
        "add.partitions.to.txn.retry.backoff.ms", "1",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
  }
}
