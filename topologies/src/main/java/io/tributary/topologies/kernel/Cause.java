package io.tributary.topologies.kernel;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The command or captured row that led to events: what their envelopes say of it.
 *
 * @param id of the command or captured event
 * @param userId who asked; null for the platform itself
 * @param metadata passed on to the events
 * @param traceparent W3C trace context, if there is one
 */
public record Cause(
    UUID id,
    UUID tenantId,
    @Nullable String correlationId,
    @Nullable String userId,
    Map<String, String> metadata,
    @Nullable String traceparent) {
  public Cause {
    metadata = Map.copyOf(metadata);
  }
}
