package io.tributary.api.commands;

import io.tributary.common.CommandMeta;
import io.tributary.credits.ConsumeCredits;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to consume, with every default filled in.
 *
 * @param application canonical name
 * @param amount whole credits, 1 to {@link io.tributary.schemas.Amounts#MAX}; 0 where no price was found
 * @param balancing consume what is left, up to the amount
 * @param occurredAt when late usage happened; null: now
 * @param pricing what made the amount; null where the caller named it
 */
public record Consumption(
    UUID tenantId,
    String entityId,
    String application,
    String operationCode,
    String operationId,
    long amount,
    boolean balancing,
    @Nullable Instant occurredAt,
    @Nullable Pricing pricing,
    @Nullable String userId,
    Map<String, String> attributes,
    String correlationId,
    String traceparent) {
  private static final String TYPE = "credits.consume";

  /** @param priceId null where no price was found */
  public record Pricing(@Nullable String priceId) {}

  public Consumption {
    attributes = Map.copyOf(attributes);
  }

  public Consumption(
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
    this(
        tenantId, entityId, application, operationCode, operationId, amount, false, null, null, userId, attributes,
        correlationId, traceparent);
  }

  public Command command() {
    return new Command(tenantId, TYPE, userId, correlationId, traceparent, this::body);
  }

  private ConsumeCredits body(CommandMeta meta) {
    return ConsumeCredits.newBuilder()
        .setMeta(meta)
        .setEntityId(entityId)
        .setApplication(application)
        .setOperationCode(operationCode)
        .setOperationId(operationId)
        .setAmount(amount)
        .setBalancing(balancing)
        .setOccurredAt(occurredAt)
        .setPriced(pricing != null)
        .setPriceId(pricing == null ? null : pricing.priceId())
        .setAttributes(attributes)
        .build();
  }
}
