package io.tributary.app.platform;

import io.tributary.api.ApiConfig;
import io.tributary.app.instance.Secrets;
import io.tributary.connectors.StartMode;
import io.tributary.queries.RuntimeSettings;
import io.tributary.queries.RuntimeSettings.HostPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How one process runs the platform.
 *
 * @param partitions of every topic of a context, from 1; permanent once the topics exist
 * @param replicationFactor of topics that are created; -1 for the brokers' default
 * @param standbyReplicas warm copies of each partition in other processes
 * @param states where stores are kept; a process has its own
 * @param advertised where other processes will reach this one
 * @param capture how change capture starts, where it runs in this process
 */
public record PlatformSettings(
    int partitions,
    int replicationFactor,
    int standbyReplicas,
    Path states,
    HostPort advertised,
    ApiConfig api,
    Secrets secrets,
    Optional<StartMode> capture) {
  RuntimeSettings contexts(String bootstrapServers) {
    return new RuntimeSettings(
        bootstrapServers, partitions, replicationFactor, standbyReplicas, states, api.instanceId(), advertised, Map.of());
  }
}
