package io.tributary.queries;

import io.tributary.schemas.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A vector of what has been applied, or must have been: offsets of input records (commands), and {@code tenant_seq} of
 * SQL writes. Positions are merged by taking the later of each entry.
 *
 * @param offsets the offset of the last record covered, by context, topic and partition
 * @param sequences the last {@code tenant_seq} covered, by context and tenant
 */
public record Position(Map<Input, Long> offsets, Map<Stream, Long> sequences) {
  private static final Position NONE = new Position(Map.of(), Map.of());

  /** An input partition of a context. */
  public record Input(Context context, String topic, int partition) {}

  /** A tenant's SQL writes in a context. */
  public record Stream(Context context, UUID tenantId) {}

  public Position {
    offsets = Map.copyOf(offsets);
    sequences = Map.copyOf(sequences);
  }

  public static Position none() {
    return NONE;
  }

  public static Position ofCommand(Context context, String topic, int partition, long offset) {
    return new Position(Map.of(new Input(context, topic, partition), offset), Map.of());
  }

  public static Position ofSql(Context context, UUID tenantId, long tenantSeq) {
    return new Position(Map.of(), Map.of(new Stream(context, tenantId), tenantSeq));
  }

  public boolean isNone() {
    return offsets.isEmpty() && sequences.isEmpty();
  }

  /** Whether it says something of this tenant's partition in a context. */
  public boolean concerns(Context context, UUID tenantId, int partition) {
    return sequences.containsKey(new Stream(context, tenantId))
        || offsets.keySet().stream().anyMatch(input -> input.context() == context && input.partition() == partition);
  }

  public Position merge(Position other) {
    return new Position(later(offsets, other.offsets), later(sequences, other.sequences));
  }

  private static <K> Map<K, Long> later(Map<K, Long> left, Map<K, Long> right) {
    Map<K, Long> merged = new HashMap<>(left);
    right.forEach((key, value) -> merged.merge(key, value, Math::max));
    return merged;
  }
}
