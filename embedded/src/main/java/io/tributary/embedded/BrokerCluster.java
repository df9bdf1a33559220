package io.tributary.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * Several Kafka brokers (KRaft) on 127.0.0.1, each of them broker and controller in a process of its own that can be killed. Each
 * partition has three replicas, or as many as there are brokers, and takes a write when all of them but one have it.
 */
public final class BrokerCluster implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  /** Unaffected by what our own virtual machine is told; the clock's library stays. */
  private static final Set<String> HIDDEN_VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "KAFKA_");

  private final Path home;
  private final DataDirectoryLock lock;
  private final List<BrokerSettings.Node> nodes;
  private final List<ChildProcess> processes = new ArrayList<>();

  private BrokerCluster(Path home, DataDirectoryLock lock, int size) {
    this.home = home;
    this.lock = lock;
    nodes = IntStream.rangeClosed(1, size)
        .mapToObj(id -> new BrokerSettings.Node(id, FreePorts.next(), FreePorts.next())).toList();
  }

  /**
   * Starts on a new data directory, and returns when all brokers work together.
   *
   * @param size at least 2
   * @throws PartFailedException if the directory is in use, the disk full, …
   */
  public static BrokerCluster start(Path dataDir, int size) {
    Path home = Directories.prepare(dataDir);
    BrokerCluster cluster = new BrokerCluster(home, DataDirectoryLock.take("the Kafka cluster", home), size);
    try {
      String id = Uuid.randomUuid().toString();
      for (BrokerSettings.Node node : cluster.nodes) {
        EmbeddedBroker.format(cluster.logs(node), node.id(), id);
        cluster.processes.add(cluster.launch(node));
      }
      if (!Waiting.until(START_PATIENCE, () -> cluster.requireAlive().brokers() == size)) {
        throw new PartFailedException("the Kafka cluster was not ready after " + START_PATIENCE.toSeconds() + " s");
      }
      return cluster;
    } catch (PartFailedException e) {
      cluster.close();
      throw e;
    } catch (Exception e) {
      cluster.close();
      throw Disk.failure("the Kafka cluster did not start", home, e);
    }
  }

  private ChildProcess launch(BrokerSettings.Node node) {
    Path file = home.resolve("broker-" + node.id() + ".properties");
    Properties settings = new Properties();
    settings.putAll(BrokerSettings.member(logs(node), node, nodes));
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    } catch (IOException e) {
      throw Disk.failure("cannot write the settings of a broker", home, e);
    }
    List<String> command = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        BrokerNode.class.getName(), file.toString());
    return ChildProcess.start(new ChildSpec(
        "Kafka broker " + node.id(), List.of(), command, home, home.resolve("broker-" + node.id() + ".log"), HIDDEN_VARIABLES,
        "KILL"));
  }

  private Path logs(BrokerSettings.Node node) {
    return home.resolve("broker-" + node.id());
  }

  /** {@code host:port} of all, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
  }

  /** How many brokers it has when all run. */
  public int size() {
    return nodes.size();
  }

  /**
   * {@code kill -9}; returns when it is gone.
   *
   * @param number from 0
   */
  public void kill(int number) {
    processes.get(number).stop(List.of());
  }

  /** SIGTERM: it gives its partitions to the others first. Returns when it is gone. */
  public void stop(int number) {
    processes.get(number).stop(List.of(new ChildProcess.StopStep("TERM", STOP_PATIENCE)));
  }

  /** Starts one that doesn't run, at its own ports; returns before it works with the others. Does nothing for one that runs. */
  public void startAgain(int number) {
    if (!processes.get(number).isAlive()) {
      processes.set(number, launch(nodes.get(number)));
    }
  }

  /** Waits until all brokers run and each partition has all of its replicas in step; false when the time is over. */
  public boolean awaitInStep(Duration patience) {
    return Waiting.until(patience, () -> {
      Standing standing = requireAlive();
      return standing.brokers() == size() && standing.behind() == 0;
    });
  }

  /** @param behind partitions that lack a replica, or their leader */
  private record Standing(int brokers, long behind) {}

  private Standing requireAlive() {
    for (ChildProcess process : processes) {
      if (!process.isAlive()) {
        throw process.failure("stopped");
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers(), "request.timeout.ms", "2000"))) {
      int brokers = admin.describeCluster().nodes().get().size();
      Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      return new Standing(brokers, admin.describeTopics(topics).allTopicNames().get().values().stream()
          .mapToLong(BrokerCluster::behind).sum());
    } catch (ExecutionException | KafkaException notYet) {
      return new Standing(0, 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Standing(0, 0);
    }
  }

  private static long behind(TopicDescription topic) {
    return topic.partitions().stream()
        .filter(partition -> partition.leader() == null || partition.isr().size() < partition.replicas().size()).count();
  }

  /** All at once: one after the other, the last ones would wait for those that are gone. */
  @Override
  public void close() {
    processes.parallelStream().forEach(process -> process.stop(List.of()));
    lock.close();
  }
}
