package io.tributary.app.platform;

import io.tributary.queries.RuntimeSettings;
import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.schemas.KafkaAccess;
import java.nio.file.Path;
import java.util.Map;

/**
 * How one process keeps its stores.
 *
 * @param partitions of every topic of a context, from 1; permanent once the topics exist
 * @param replicationFactor of topics that are created; -1 for the brokers' default
 * @param standbyReplicas warm copies of each partition in other processes
 * @param states where stores are kept; a process has its own
 * @param instanceId unique among running processes, the same after a restart
 * @param advertised where other processes ask this one
 */
public record StoreSettings(
    int partitions,
    int replicationFactor,
    int standbyReplicas,
    Path states,
    String instanceId,
    HostPort advertised) {
  RuntimeSettings runtime(KafkaAccess kafka) {
    return new RuntimeSettings(
        kafka, partitions, replicationFactor, standbyReplicas, states, instanceId, advertised, Map.of());
  }
}
