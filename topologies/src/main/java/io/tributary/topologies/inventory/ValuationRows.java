package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.KeyCodec;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Keys of what is known of valuations by date, besides the facts' own. */
final class ValuationRows {
  private static final char FORGETTING = 'j';

  private ValuationRows() {}

  /** A product's valuation by date. */
  static Bytes entries(UUID tenantId, String productId) {
    return KeyCodec.key(InventoryRows.ENTRY, tenantId).text(productId).build();
  }

  /** In the state: that a product's timer is set. */
  static Bytes forgetting(UUID tenantId, String productId) {
    return KeyCodec.key(FORGETTING, tenantId).text(productId).build();
  }

  /** Revaluations that are not done, of all tenants. */
  static Bytes revaluations() {
    return KeyCodec.key(InventoryRows.REVALUATION).build();
  }

  /** In the views: what a revaluation came to; a product's newest first. */
  static Bytes report(UUID tenantId, String productId, long revaluation) {
    return KeyCodec.key(InventoryRows.REPORT, tenantId).text(productId).descending(revaluation).build();
  }

  /** Of one product, where it is named. */
  static Bytes reports(UUID tenantId, @Nullable String productId) {
    KeyCodec key = KeyCodec.key(InventoryRows.REPORT, tenantId);
    return (productId == null ? key : key.text(productId)).build();
  }

  /** In the views: what a revaluation changed of one movement, in the order in which it did. */
  static Bytes change(UUID tenantId, String productId, long revaluation, long number) {
    return KeyCodec.key(InventoryRows.CHANGE, tenantId).text(productId).ascending(revaluation).ascending(number).build();
  }

  static Bytes changes(UUID tenantId, String productId, long revaluation) {
    return KeyCodec.key(InventoryRows.CHANGE, tenantId).text(productId).ascending(revaluation).build();
  }
}
