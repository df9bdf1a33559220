package io.tributary.topologies.kernel;

import io.tributary.common.CommandMeta;
import io.tributary.common.EventMeta;
import io.tributary.schemas.OutboxHeaders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the envelopes of SPEC D1 and {@link Cause}. */
public final class Envelopes {
  private Envelopes() {}

  /**
   * @throws IllegalArgumentException when the envelope breaks its form, or names another tenant than the record's key
   */
  public static Cause cause(Received received, CommandMeta meta) {
    return new Cause(
        UUID.fromString(meta.getId()),
        sameTenant(received, meta.getTenantId()),
        meta.getCorrelationId(),
        meta.getUserId(),
        meta.getMetadata(),
        received.header(OutboxHeaders.TRACEPARENT));
  }

  /**
   * @throws IllegalArgumentException when the envelope breaks its form, or names another tenant than the record's key
   */
  public static Cause cause(Received received, EventMeta meta) {
    return new Cause(
        UUID.fromString(meta.getId()),
        sameTenant(received, meta.getTenantId()),
        meta.getCorrelationId(),
        meta.getUserId(),
        meta.getMetadata(),
        received.header(OutboxHeaders.TRACEPARENT));
  }

  private static UUID sameTenant(Received received, @Nullable String named) {
    UUID tenantId = received.tenantId();
    if (!tenantId.toString().equals(named)) {
      throw new IllegalArgumentException("record of tenant " + tenantId + " names tenant " + named);
    }
    return tenantId;
  }
}
