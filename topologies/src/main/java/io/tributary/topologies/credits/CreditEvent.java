package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened in the ledger. */
public sealed interface CreditEvent {
  Instant at();

  /** An entity's pool grew; no wallet changes. */
  record Funded(CreditCommand.Fund funding, Instant at) implements CreditEvent {}

  /** What changes a wallet. */
  sealed interface WalletEvent extends CreditEvent {
    /** The wallet as it is after the event. */
    Wallet after();

    long amount();

    @Override
    default Instant at() {
      return after().updatedAt();
    }
  }

  /** A wallet grew. */
  record Allocated(String allocationId, long amount, @Nullable String purpose, Wallet after) implements WalletEvent {}

  /** A consumption was approved. */
  record Consumed(OperationId operation, long amount, Map<String, String> attributes, Wallet after)
      implements WalletEvent {
    public Consumed {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * A consumption was refused by the state that it met; the operation keeps this outcome.
   *
   * @param balance of the wallet, where there is one
   */
  record Refused(
      WalletId wallet,
      OperationId operation,
      long amount,
      Refusal reason,
      @Nullable Long balance,
      Map<String, String> attributes,
      Instant at)
      implements CreditEvent {
    public Refused {
      attributes = Map.copyOf(attributes);
    }
  }
}
