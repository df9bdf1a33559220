package io.tributary.api.prices;

import io.tributary.outbox.CreditConfig;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A price as it is shown.
 *
 * @param scope {@code tenant+application}, {@code tenant}, {@code plan+application}, {@code plan}, {@code application} or
 *     {@code global}: the first of these that has a price decides
 * @param effectiveTo exclusive; absent until it is known
 * @param replaces the price that ended where this one began
 */
public record CreditConfigView(
    String id,
    String operationCode,
    String scope,
    @Nullable String tenantId,
    @Nullable String plan,
    @Nullable String application,
    long creditAmount,
    Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    @Nullable String description,
    @Nullable String replaces,
    Instant createdAt,
    Instant updatedAt) {

  public static CreditConfigView of(CreditConfig config) {
    return new CreditConfigView(
        config.id().toString(),
        config.operationCode(),
        config.scope().level(),
        text(config.scope().tenantId()),
        config.scope().plan(),
        config.scope().application(),
        config.creditAmount(),
        config.effectiveFrom(),
        config.effectiveTo(),
        config.description(),
        text(config.replaces()),
        config.createdAt(),
        config.updatedAt());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
