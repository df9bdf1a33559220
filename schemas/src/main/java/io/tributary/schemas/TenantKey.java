package io.tributary.schemas;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * The record key of everything a tenant owns: the tenant id in canonical text, as plain UTF-8, under Kafka's default
 * partitioner, so that a client in any language computes the same partition (design rule 1). It is the only place where
 * the key is made, which leaves room for {@code tenant#shard}.
 */
public final class TenantKey {
  private TenantKey() {}

  public static String of(UUID tenantId) {
    return tenantId.toString();
  }

  public static byte[] bytes(UUID tenantId) {
    return of(tenantId).getBytes(StandardCharsets.UTF_8);
  }

  /** Partition of the tenant in a topic of {@code partitions} partitions. */
  public static int partition(UUID tenantId, int partitions) {
    return BuiltInPartitioner.partitionForKey(bytes(tenantId), partitions);
  }

  /**
   * The tenant that a record key names.
   *
   * @throws IllegalArgumentException when the key is not a UUID in canonical text
   */
  public static UUID parse(String key) {
    UUID tenant = UUID.fromString(key);
    if (!tenant.toString().equals(key)) {
      throw new IllegalArgumentException("record key is not a canonical tenant id: " + key);
    }
    return tenant;
  }
}
