package io.tributary.queries;

import io.tributary.schemas.KafkaAccess;
import java.nio.file.Path;
import java.util.Map;

/**
 * How contexts run in this process.
 *
 * @param kafka the brokers
 * @param partitions partitions of every topic of a context, from 1; permanent once the topics exist
 * @param replicationFactor of topics that are created, changelogs included
 * @param standbyReplicas warm copies of each partition in other processes; 0 where there is one process
 * @param stateDirectory where stores are kept; a process has its own
 * @param instanceId names this process among all, the same after a restart, so that it gets its partitions back at once
 * @param advertised where other processes reach this one's queries
 * @param overrides Streams configuration that replaces the platform's own; usually empty
 */
public record RuntimeSettings(
    KafkaAccess kafka,
    int partitions,
    int replicationFactor,
    int standbyReplicas,
    Path stateDirectory,
    String instanceId,
    HostPort advertised,
    Map<String, Object> overrides) {
  /** A host name or address, and a port. */
  public record HostPort(String host, int port) {
    /** @throws IllegalArgumentException when the text is not {@code host:port} */
    public static HostPort parse(String text) {
      int colon = text.lastIndexOf(':');
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (colon > 0 && port > 0 && port <= 65_535) {
          return new HostPort(text.substring(0, colon), port);
        }
      } catch (NumberFormatException e) {
        // Told below, like every other form.
      }
      throw new IllegalArgumentException("not host:port: " + text);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public RuntimeSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1: " + partitions);
    }
    overrides = Map.copyOf(overrides);
  }
}
