package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.TenantStanding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a tenant before a decision; asked for only what the decision needs. */
public interface FactSource {
  TenantStanding tenant();

  <F extends Fact> @Nullable F find(FactKey<F> key);

  /** All places where a product lies, or of one lot of it. */
  List<StockItem> stock(String productId, @Nullable String lot);

  /** A product's valuation by date. */
  Timeline.Entries entries(String productId);

  /** The ids of a product's reservations that expire at {@code time} or before, the earliest first. */
  List<String> due(String productId, Instant time);

  /** The ids of a product's reservations that wait for stock. */
  List<String> waiting(String productId);
}
