package io.tributary.topologies.credits;

import io.tributary.topologies.credits.WalletChange.Activated;
import io.tributary.topologies.credits.WalletChange.Expired;
import io.tributary.topologies.credits.WalletChange.Recurred;

/**
 * What the context's commands can lead to by itself, under its public name.
 *
 * @param id of the grant that it happened to
 */
record Happening(String type, String id) {
  /**
   * @throws IllegalStateException for a change that no command of this context leads to
   */
  static Happening of(WalletChange change) {
    return switch (change) {
      case Activated activated -> new Happening(EventTypes.ACTIVATED, activated.grantId());
      case Recurred recurred -> new Happening(EventTypes.RECURRED, recurred.grantId());
      case Expired expired -> new Happening(EventTypes.EXPIRED, expired.grantId());
      default -> throw unexpected(change);
    };
  }

  static IllegalStateException unexpected(WalletChange change) {
    return new IllegalStateException("no command leads to " + change);
  }
}
