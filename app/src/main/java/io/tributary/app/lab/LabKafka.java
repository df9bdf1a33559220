package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.lab.BrokerProxy.Weather;
import io.tributary.embedded.BrokerCluster;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.EmbeddedBroker.Detour;
import io.tributary.embedded.FreePorts;
import java.nio.file.Path;
import java.time.Duration;

/** The laboratory's Kafka. */
sealed interface LabKafka extends AutoCloseable {
  static LabKafka start(Experiment.Brokers brokers, Path directory) {
    return switch (brokers) {
      case ONE -> new One(directory);
      case THREE -> new Three(directory);
    };
  }

  String bootstrapServers();

  /** Ends what an experiment did to it; returns when it is whole. */
  void restore();

  @Override
  void close();

  /** One broker in this process, with a second way to it. */
  final class One implements LabKafka {
    private final Path directory;
    private final BrokerProxy proxy;
    private final Detour via;
    private EmbeddedBroker broker;
    private boolean stopped;

    private One(Path directory) {
      this.directory = directory;
      int detour = FreePorts.next();
      proxy = BrokerProxy.to(detour);
      via = new Detour(detour, proxy.port());
      broker = EmbeddedBroker.start(directory, 0, via);
    }

    /** Another way to the broker, for whoever begins with its port. */
    BrokerProxy proxy() {
      return proxy;
    }

    void stopBroker() {
      broker.close();
      stopped = true;
    }

    void startBroker() {
      broker = EmbeddedBroker.start(directory, broker.port(), via);
      stopped = false;
    }

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public void restore() {
      proxy.turn(Weather.FAIR);
      if (stopped) {
        startBroker();
      }
    }

    @Override
    public void close() {
      broker.close();
      proxy.close();
    }
  }

  /** Three brokers, each a process; a write is on two of them at least. */
  final class Three implements LabKafka {
    private static final int BROKERS = 3;
    private static final Duration IN_STEP = Duration.ofMinutes(2);

    private final BrokerCluster cluster;

    private Three(Path directory) {
      cluster = BrokerCluster.start(directory, BROKERS);
    }

    BrokerCluster cluster() {
      return cluster;
    }

    @Override
    public String bootstrapServers() {
      return cluster.bootstrapServers();
    }

    @Override
    public void restore() {
      for (int number = 0; number < BROKERS; number++) {
        cluster.startAgain(number);
      }
      if (!cluster.awaitInStep(IN_STEP)) {
        throw new CommandFailure(ExitCode.FAILED, "Not all brokers are in step after " + Checks.seconds(IN_STEP) + ".");
      }
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
