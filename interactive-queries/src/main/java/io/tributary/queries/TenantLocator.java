package io.tributary.queries;

import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.schemas.TenantKey;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** Where a tenant's rows are: its partition by {@link TenantKey}, the partition's owner by the group's metadata. */
final class TenantLocator {
  /** Where a partition is served. */
  sealed interface Location {
    int partition();

    record Local(int partition, Role role) implements Location {}

    record Remote(int partition, HostPort host) implements Location {}

    record Nowhere(int partition, String reason) implements Location {}
  }

  private final KafkaStreams streams;
  private final String store;
  private final int partitions;
  private final HostInfo self;

  /**
   * @param store any store of the context: all of its stores are partitioned alike
   */
  TenantLocator(KafkaStreams streams, String store, RuntimeSettings settings) {
    this.streams = streams;
    this.store = store;
    this.partitions = settings.partitions();
    this.self = new HostInfo(settings.advertised().host(), settings.advertised().port());
  }

  /** Where this process is reached, as the group knows it. */
  HostInfo self() {
    return self;
  }

  Location locate(UUID tenantId, boolean standbyAllowed) {
    int partition = TenantKey.partition(tenantId, partitions);
    KeyQueryMetadata owners;
    try {
      owners = streams.queryMetadataForKey(
          store, tenantId, (topic, key, value, count) -> Optional.of(Set.of(partition)));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      return new Location.Nowhere(partition, "it is not running");
    }
    if (owners == null || owners.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      return new Location.Nowhere(partition, "its partitions are being assigned");
    }
    HostInfo active = owners.activeHost();
    if (self.equals(active)) {
      return new Location.Local(partition, Role.ACTIVE);
    }
    if (standbyAllowed && owners.standbyHosts().contains(self)) {
      return new Location.Local(partition, Role.STANDBY);
    }
    if (active == null || active.equals(HostInfo.unavailable())) {
      return new Location.Nowhere(partition, "nobody owns partition " + partition + " now");
    }
    return new Location.Remote(partition, new HostPort(active.host(), active.port()));
  }
}
