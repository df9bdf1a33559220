package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.Allocate;
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
    WalletChange change();

    /** The wallet as it is after the event. */
    Wallet after();

    @Override
    default Instant at() {
      return change().at();
    }
  }

  /** A wallet got a grant, or more of one. */
  record Allocated(Allocate allocation, WalletChange change, Wallet after) implements WalletEvent {}

  /** A consumption was approved. */
  record Consumed(OperationId operation, Map<String, String> attributes, WalletChange.Consumed change, Wallet after)
      implements WalletEvent {
    public Consumed {
      attributes = Map.copyOf(attributes);
    }

    public long amount() {
      return change.amount();
    }
  }

  /** A wallet changed by itself, because the time had come. */
  record Happened(WalletChange change, Wallet after) implements WalletEvent {}

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
