package io.tributary.api.credits;

import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.Consumption.Pricing;
import io.tributary.outbox.CreditConfig;
import io.tributary.outbox.Prices;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what an operation costs whose caller names no amount. */
@Component
class Pricer {
  /** @param pricing null where the caller named the amount */
  record Charge(long amount, @Nullable Pricing pricing) {}

  private final Prices prices;
  private final TenantDoor door;

  Pricer(Prices prices, TenantDoor door) {
    this.prices = prices;
    this.door = door;
  }

  /**
   * Where there is no price, the ledger is asked all the same: only it knows whether this operation was decided before, at a
   * price that has ended since.
   */
  Charge charge(UUID tenant, String application, String operationCode, @Nullable Long named) {
    if (named != null) {
      return new Charge(named, null);
    }
    Optional<CreditConfig> price = prices.find(door.tenant(tenant), application, operationCode);
    return price
        .map(found -> new Charge(found.creditAmount(), new Pricing(found.id().toString())))
        .orElseGet(() -> new Charge(0, new Pricing(null)));
  }
}
