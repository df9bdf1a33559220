package io.tributary.topologies.kernel;

import io.tributary.schemas.TenantKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An input record.
 *
 * @param time of decisions on it: the broker's time stamp, never earlier than an earlier decision of the partition
 */
public record Received(
    String topic,
    int partition,
    long offset,
    Instant time,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {
  /**
   * @throws IllegalArgumentException when the key is not a tenant's
   */
  public UUID tenantId() {
    if (key == null) {
      throw new IllegalArgumentException("record without a key; it must be the tenant id");
    }
    return TenantKey.parse(new String(key, StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException when the record has no value
   */
  public byte[] payload() {
    if (value == null) {
      throw new IllegalArgumentException("record without a value");
    }
    return value;
  }

  /** The last header of this name, as UTF-8 text. */
  public @Nullable String header(String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException when the record has no such header
   */
  public String requiredHeader(String name) {
    String value = header(name);
    if (value == null) {
      throw new IllegalArgumentException("record without header " + name);
    }
    return value;
  }
}
