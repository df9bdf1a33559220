package io.tributary.queries.remote;

import io.tributary.queries.ContextTasks;
import io.tributary.queries.LocalHost;
import io.tributary.queries.Placement;
import io.tributary.queries.QueryHost;
import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.schemas.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that have stores, and who has what. It begins with the addresses that it is given (a name may stand for
 * several), and learns of others from those that it reaches.
 */
public final class Cluster implements Placement, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final long RESOLVE_SECONDS = 1;

  /**
   * This process's own stores.
   *
   * @param advertised where others reach it
   */
  public record Self(HostPort advertised, LocalHost stores) {}

  private final int partitions;
  private final List<HostPort> seeds;
  private final Optional<Self> self;
  private final Optional<QueryTls> tls;
  private final Seal seal;
  private final Map<HostPort, Node> nodes = new ConcurrentHashMap<>();
  private final Set<String> peersHeardOf = ConcurrentHashMap.newKeySet();
  private final Semaphore news = new Semaphore(0);
  private final Thread resolver = Thread.ofVirtual().name("find workers").unstarted(this::find);
  private volatile boolean met;
  private volatile boolean closed;

  /**
   * @param partitions of every topic of a context
   * @param seeds where processes with stores are; names may resolve to several addresses
   * @param self this process's own stores, where it has some: they are asked first
   */
  public Cluster(int partitions, List<HostPort> seeds, Optional<Self> self, Trust trust) {
    this.partitions = partitions;
    this.seeds = List.copyOf(seeds);
    this.self = self;
    this.tls = trust.tls();
    this.seal = new Seal(trust.secret(), InstantSource.system());
    resolver.start();
  }

  @Override
  public int partitions() {
    return partitions;
  }

  /** This process first, then who serves the partition, by the latest word, then who follows it; the silent ones last. */
  @Override
  public List<QueryHost> hosts(Context context, int partition, boolean standbys) {
    List<QueryHost> hosts = new ArrayList<>();
    self.ifPresent(own -> hosts.add(own.stores()));
    long now = System.nanoTime();
    record Claim(Node node, boolean silent, long age) {}
    others()
        .flatMap(node -> node.claims().activeSince(context, partition)
            .map(since -> new Claim(node, node.claims().silent(now), now - since)).stream())
        .sorted(Comparator.comparing(Claim::silent).thenComparing(Claim::age))
        .forEach(claim -> hosts.add(claim.node()));
    if (standbys) {
      others().filter(node -> node.claims().standby(context, partition) && !node.claims().silent(now)).forEach(hosts::add);
    }
    return hosts;
  }

  /** Those that may be asked: heard of, of the same platform, and not this process itself. */
  private Stream<Node> others() {
    return nodes.values().stream().filter(node -> node.claims().status()
        .filter(status -> status.partitions() == partitions)
        .filter(status -> !isSelf(status.node()))
        .isPresent());
  }

  /** Partitions of a context that no other process is known to serve. */
  public List<Integer> unserved(Context context) {
    return IntStream.range(0, partitions)
        .filter(partition -> others().noneMatch(node -> node.claims().activeSince(context, partition).isPresent()))
        .boxed()
        .toList();
  }

  /** Whether somebody could be asked at any time since the start. */
  public boolean met() {
    return met;
  }

  /** Why some can't be asked: one sentence, empty when there is nothing to say. */
  public String complaint() {
    return nodes.values().stream()
        .flatMap(node -> node.claims().status()
            .map(status -> status.partitions() == partitions
                ? Optional.<String>empty()
                : Optional.of(status.node() + " has " + status.partitions() + " partitions"))
            .orElseGet(() -> Optional.of(node.address() + ": " + node.claims().complaint()))
            .stream())
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private boolean isSelf(String node) {
    return self.filter(own -> own.advertised().toString().equals(node)).isPresent();
  }

  private void find() {
    try {
      while (!closed) {
        Set<HostPort> wanted = new HashSet<>();
        Stream.concat(seeds.stream(), peers()).flatMap(Cluster::addresses).forEach(wanted::add);
        wanted.forEach(address ->
            nodes.computeIfAbsent(address, missing -> new Node(missing, seal, tls, this::heardOf)));
        nodes.values().stream()
            .filter(node -> !wanted.contains(node.address()) && node.claims().status().isEmpty())
            .forEach(gone -> {
              nodes.remove(gone.address());
              gone.close();
            });
        if (news.tryAcquire(RESOLVE_SECONDS, TimeUnit.SECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Workers are no longer looked for");
    }
  }

  private Stream<HostPort> peers() {
    Stream<String> own = self.stream().flatMap(process -> peers(process.stores().tasks().values().stream()));
    Stream<String> told = nodes.values().stream().flatMap(node -> node.claims().status().stream()).flatMap(Cluster::peers);
    return Stream.concat(own, told)
        .distinct()
        .filter(peer -> !isSelf(peer))
        .map(HostPort::parse);
  }

  private static Stream<String> peers(NodeStatus status) {
    return peers(status.contexts().values().stream());
  }

  private static Stream<String> peers(Stream<ContextTasks> contexts) {
    return contexts.map(ContextTasks::peers).flatMap(List::stream);
  }

  /** Somebody new is looked for at once. */
  private void heardOf(NodeStatus status) {
    met = true;
    if (peers(status).filter(peersHeardOf::add).count() > 0) {
      news.release();
    }
  }

  private static Stream<HostPort> addresses(HostPort named) {
    try {
      return Stream.of(InetAddress.getAllByName(named.host()))
          .map(address -> new HostPort(address.getHostAddress(), named.port()));
    } catch (UnknownHostException e) {
      LOG.debug("{} has no address now", named);
      return Stream.empty();
    }
  }

  @Override
  public void close() {
    closed = true;
    resolver.interrupt();
    nodes.values().forEach(Node::close);
  }
}
