package io.tributary.outbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For whom a price holds; all three null: for everybody.
 *
 * @param tenantId one tenant; then there is no plan
 * @param plan all tenants of a plan
 * @param application canonical name; null: in every application
 */
public record PriceScope(@Nullable UUID tenantId, @Nullable String plan, @Nullable String application) {
  public PriceScope {
    if (tenantId != null && plan != null) {
      throw new IllegalArgumentException("a price is a tenant's or a plan's, not both");
    }
  }

  /** The scopes that hold for an operation of a tenant; the first one that has a price decides. */
  static List<PriceScope> chain(UUID tenantId, String plan, String application) {
    return List.of(
        new PriceScope(tenantId, null, application),
        new PriceScope(tenantId, null, null),
        new PriceScope(null, plan, application),
        new PriceScope(null, plan, null),
        new PriceScope(null, null, application),
        new PriceScope(null, null, null));
  }

  /** In words: {@code tenant+application}, {@code plan}, …, {@code global}. */
  public String level() {
    String owner = tenantId != null ? "tenant" : plan != null ? "plan" : "";
    if (application == null) {
      return owner.isEmpty() ? "global" : owner;
    }
    return owner.isEmpty() ? "application" : owner + "+application";
  }
}
