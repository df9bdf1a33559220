package io.tributary.topologies.kernel;

import io.tributary.common.CommandMeta;
import io.tributary.common.EventMeta;
import io.tributary.schemas.CloudEventHeaders;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the envelopes of SPEC D1 and {@link Cause}. */
public final class Envelopes {
  private Envelopes() {}

  /**
   * @throws IllegalArgumentException when the envelope breaks its form, or names another tenant than the record's key
   */
  public static Cause cause(Received received, CommandMeta meta) {
    return cause(
        received, meta.getId(), meta.getTenantId(), meta.getCorrelationId(), meta.getUserId(), meta.getMetadata());
  }

  /**
   * @throws IllegalArgumentException when the envelope breaks its form, or names another tenant than the record's key
   */
  public static Cause cause(Received received, EventMeta meta) {
    return cause(
        received, meta.getId(), meta.getTenantId(), meta.getCorrelationId(), meta.getUserId(), meta.getMetadata());
  }

  /**
   * The tenant alone, for who causes nothing further.
   *
   * @throws IllegalArgumentException when the envelope names another tenant than the record's key
   */
  public static UUID tenantId(Received received, EventMeta meta) {
    LogContext.correlate(meta.getCorrelationId());
    return sameTenant(received, meta.getTenantId());
  }

  private static Cause cause(
      Received received,
      String id,
      String tenantId,
      @Nullable String correlationId,
      @Nullable String userId,
      Map<String, String> metadata) {
    LogContext.correlate(correlationId);
    String traceparent = CloudEventHeaders.traceparent(received.headers());
    return new Cause(
        UUID.fromString(id), sameTenant(received, tenantId), correlationId, userId, metadata, traceparent);
  }

  private static UUID sameTenant(Received received, String named) {
    UUID tenantId = received.tenantId();
    if (!tenantId.toString().equals(named)) {
      throw new IllegalArgumentException("record of tenant " + tenantId + " names tenant " + named);
    }
    return tenantId;
  }
}
