package io.tributary.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft) inside this process, on 127.0.0.1; its data survives a restart, also on other ports.
 *
 * <p>Like any Kafka it does not fsync each append: what the process's death leaves intact, a power failure may not.
 */
public final class EmbeddedBroker implements EmbeddedPart {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(6);
  private static final int FREE_PORT_ATTEMPTS = 5;

  /**
   * A second way in, for clients that shall come through something in between.
   *
   * @param port where the broker listens for them
   * @param advertised where they are told to come: what listens there passes all on to {@code port}
   */
  public record Detour(int port, int advertised) implements SecondListener {
    @Override
    public String name() {
      return "DETOUR";
    }

    @Override
    public String servers() {
      return "127.0.0.1:" + advertised;
    }

    @Override
    public String protocol() {
      return "PLAINTEXT";
    }

    @Override
    public Map<String, String> settings() {
      return Map.of();
    }
  }

  private final Path home;
  private final DataDirectoryLock lock;
  private final int port;
  private final boolean temporary;
  private final CompletableFuture<Void> exited = new CompletableFuture<>();
  private final Consumer<String> onFault = this::fail;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final KafkaRaftServer server;
  private volatile @Nullable HangingTransactions hanging;

  private EmbeddedBroker(Path home, DataDirectoryLock lock, int port, @Nullable SecondListener second, boolean temporary)
      throws Exception {
    this.home = home;
    this.lock = lock;
    this.port = port;
    this.temporary = temporary;
    Path logs = home.resolve("logs");
    format(logs, BrokerSettings.NODE_ID, Uuid.randomUuid().toString());
    BrokerFaults.listen(onFault);
    try {
      Map<String, String> settings = BrokerSettings.of(logs, port, FreePorts.next(), second);
      server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    } catch (RuntimeException e) {
      BrokerFaults.forget(onFault);
      throw e;
    }
  }

  /**
   * Starts on a data directory, formatting it on first use.
   *
   * @param port 0 for a free one; may differ from start to start
   * @throws PartFailedException if the port is taken, the directory is in use, the disk full, …
   */
  public static EmbeddedBroker start(Path dataDir, int port) {
    return start(dataDir, port, null, false);
  }

  /** As {@link #start(Path, int)}, with a second way in. */
  public static EmbeddedBroker start(Path dataDir, int port, SecondListener second) {
    return start(dataDir, port, second, false);
  }

  /** Starts on a new directory, which {@link #close()} deletes, and a free port. */
  public static EmbeddedBroker temporary() {
    return Directories.inTemporary("kafka", home -> start(home, 0, null, true));
  }

  /** As {@link #temporary()}, with a second way in. */
  public static EmbeddedBroker temporary(SecondListener second) {
    return Directories.inTemporary("kafka", home -> start(home, 0, second, true));
  }

  private static EmbeddedBroker start(Path dataDir, int port, @Nullable SecondListener second, boolean temporary) {
    Path home = Directories.prepare(dataDir);
    DataDirectoryLock lock = DataDirectoryLock.take("the Kafka broker", home);
    try {
      for (int attempt = 1; ; attempt++) {
        EmbeddedBroker broker =
            new EmbeddedBroker(home, lock, FreePorts.claim(port, "--kafka-port"), second, temporary);
        try {
          broker.startServer();
          return broker;
        } catch (CompletionException | TimeoutException e) {
          broker.stopServer();
          Throwable cause = rootOf(e);
          boolean portLost = cause instanceof BindException;
          if (!portLost || port != 0 || attempt == FREE_PORT_ATTEMPTS) {
            throw portLost
                ? new PartFailedException("port " + broker.port + " is taken; choose another with --kafka-port", e)
                : Disk.failure("the Kafka broker did not start", home, cause);
          }
        }
      }
    } catch (PartFailedException e) {
      lock.close();
      throw e;
    } catch (Exception e) {
      lock.close();
      throw Disk.failure("the Kafka broker did not start", home, rootOf(e));
    }
  }

  /** Does nothing where it was done before. */
  static void format(Path logs, int nodeId, String clusterId) throws Exception {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(nodeId)
        .setClusterId(clusterId)
        .addDirectory(Files.createDirectories(logs).toString())
        .setMetadataLogDirectory(logs.toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setIgnoreFormatted(true)
        .run();
  }

  /** In a thread of its own: after a fatal fault Kafka would let us wait for its full patience. */
  private void startServer() throws TimeoutException, InterruptedException {
    CompletableFuture<Void> started = new CompletableFuture<>();
    Thread.ofPlatform().name("kafka-start").daemon().start(() -> {
      try {
        server.startup();
        started.complete(null);
      } catch (Throwable e) {
        started.completeExceptionally(e);
      }
    });
    try {
      CompletableFuture.anyOf(started, exited).get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
    hanging = HangingTransactions.watch(bootstrapServers());
  }

  private void fail(String reason) {
    String clear = Files.exists(home) ? Disk.problem(home, reason).orElse(reason) : home + " is gone";
    exited.completeExceptionally(new PartFailedException("the Kafka broker failed: " + clear));
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && !(root instanceof PartFailedException)) {
      root = root.getCause();
    }
    return root;
  }

  /** {@code host:port}, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public CompletableFuture<Void> exited() {
    return exited;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    stopServer();
    if (temporary) {
      Directories.deleteUnchecked(home);
    }
    lock.close();
  }

  private void stopServer() {
    HangingTransactions watch = hanging;
    if (watch != null) {
      watch.close();
    }
    Thread stopper = Thread.ofPlatform().name("kafka-stop").daemon().start(() -> {
      server.shutdown();
      server.awaitShutdown();
    });
    try {
      // A broker that has lost its disk may never end; the process's end takes it along.
      stopper.join(STOP_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    BrokerFaults.forget(onFault);
    exited.complete(null);
  }
}
