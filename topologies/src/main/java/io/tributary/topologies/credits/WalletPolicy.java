package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;

/**
 * What a wallet allows beyond spending what it has.
 *
 * @param overdraft how much may be spent that no grant covers, 0 to {@link Amounts#MAX}
 */
public record WalletPolicy(long overdraft) {
  public static final WalletPolicy NONE = new WalletPolicy(0);

  public WalletPolicy {
    if (overdraft < 0 || overdraft > Amounts.MAX) {
      throw new IllegalArgumentException("overdraft of " + overdraft + " credits");
    }
  }
}
