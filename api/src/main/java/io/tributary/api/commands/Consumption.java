package io.tributary.api.commands;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to consume, with every default filled in.
 *
 * @param application canonical name
 * @param amount whole credits, 1 to {@link io.tributary.schemas.Amounts#MAX}
 */
public record Consumption(
    UUID tenantId,
    String entityId,
    String application,
    String operationCode,
    String operationId,
    long amount,
    @Nullable String userId,
    Map<String, String> attributes,
    String correlationId,
    String traceparent) {
  public Consumption {
    attributes = Map.copyOf(attributes);
  }
}
