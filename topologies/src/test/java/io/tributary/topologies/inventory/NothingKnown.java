package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.TenantStanding;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows nothing: all facts are changes since. */
final class NothingKnown implements FactSource {
  @Override
  public TenantStanding tenant() {
    return TenantStanding.ACTIVE;
  }

  @Override
  public <F extends Fact> @Nullable F find(FactKey<F> key) {
    return null;
  }

  @Override
  public List<StockItem> stock(String productId, String lot) {
    return List.of();
  }

  @Override
  public Iterator<StockItem> available(Product product, Reservation.Wish wish) {
    return Collections.emptyIterator();
  }

  @Override
  public Timeline.Entries entries(String productId) {
    return new Timeline.Entries() {
      @Override
      public List<CostEntry> from(EntryKey first, int limit) {
        return List.of();
      }

      @Override
      public List<CostEntry> before(EntryKey end, int limit) {
        return List.of();
      }
    };
  }

  @Override
  public List<String> due(String productId, Instant until) {
    return List.of();
  }

  @Override
  public List<String> waiting(String productId) {
    return List.of();
  }
}
