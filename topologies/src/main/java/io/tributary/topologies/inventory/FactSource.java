package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.TenantStanding;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a tenant before a decision; asked for only what the decision needs. */
public interface FactSource {
  TenantStanding tenant();

  <F extends Fact> @Nullable F find(FactKey<F> key);

  /** All places where a lot of a product lies. */
  List<StockItem> stock(String productId, String lot);

  /** The places of a product that a wish accepts and that have something to promise, as its strategy takes them. */
  Iterator<StockItem> available(Product product, Reservation.Wish wish);

  /** A product's valuation by date. */
  Timeline.Entries entries(String productId);

  /** The ids of a product's reservations that expire at {@code time} or before, the earliest first. */
  List<String> due(String productId, Instant time);

  /** The ids of a product's reservations that wait for stock. */
  List<String> waiting(String productId);
}
