package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.Allocate;
import io.tributary.topologies.credits.CreditCommand.Operation;
import java.time.Instant;
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

  /**
   * An operation was approved.
   *
   * @param purpose the operation that the credits are for: the hold's where one ends, else its own
   */
  record Performed(Operation operation, OperationId purpose, WalletChange change, Wallet after)
      implements WalletEvent {}

  /** A wallet changed by itself, because the time had come. */
  record Happened(WalletChange change, Wallet after) implements WalletEvent {}

  /**
   * An operation was refused by the state that it met; it keeps this outcome.
   *
   * @param balance of the wallet, where there is one
   * @param cap that it was refused by; null where none was
   */
  record Refused(
      Operation operation, Refusal reason, @Nullable Long balance, Instant at, @Nullable ExceededCap cap)
      implements CreditEvent {}
}
