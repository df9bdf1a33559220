package io.tributary.topologies.credits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the ledger is asked. Funding and allocation were decided in Postgres and can't be refused. */
public sealed interface CreditCommand {
  /** Credits, 1 to {@link io.tributary.schemas.Amounts#MAX}. */
  long amount();

  /**
   * An entity's pool of unallocated credits grew.
   *
   * @param funded the pool's sum of fundings, after it
   * @param unallocated what the pool still has, after it
   */
  record Fund(
      String fundingId,
      String entityId,
      long amount,
      @Nullable String reason,
      long funded,
      long unallocated)
      implements CreditCommand {}

  /**
   * Credits of the pool were allocated to a wallet: they are a grant, whose id is the allocation's.
   *
   * @param terms null where they were simply bought: at once, for ever
   */
  record Allocate(
      WalletId wallet, String allocationId, long amount, @Nullable String purpose, @Nullable GrantTerms terms)
      implements CreditCommand {}

  /** Credits of a wallet are to be consumed by an operation. */
  record Consume(WalletId wallet, OperationId operation, long amount, Map<String, String> attributes)
      implements CreditCommand {
    public Consume {
      attributes = Map.copyOf(attributes);
    }
  }
}
