package io.tributary.topologies.credits;

import io.tributary.credits.CreditOutcome;
import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.HoldOperation;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.credits.CreditCommand.PlaceHold;
import io.tributary.topologies.credits.CreditCommand.Reverse;
import io.tributary.topologies.credits.CreditCommand.TakeLease;
import io.tributary.topologies.credits.CreditCommand.WalletOperation;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.OperationOutcome.Balances;
import io.tributary.topologies.credits.OperationOutcome.Source;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.Received;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides one operation within a session: a known one is answered from memory, another by the ledger. */
final class OperationDesk {
  private final CreditLedger ledger;

  OperationDesk(CreditLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * @param index of the operation within its command
   * @param by who asks for this operation
   */
  CreditOutcome answer(LedgerSession session, Operation command, int index, Cause by, Received received) {
    Optional<OperationOutcome> known = session.outcome(command.operation());
    if (known.isEmpty()) {
      Source source = new Source(session.cause().id(), index, received.partition(), received.offset());
      return Replies.of(command.operation(), decide(session, command, source, by), session.eventId(index));
    }
    String difference = known.get().firstDifference(command, by.userId());
    if (difference != null) {
      return Replies.mismatch(command, difference, session.time());
    }
    CreditOutcome recorded = Replies.of(command.operation(), known.get());
    recorded.setReplayed(true);
    return recorded;
  }

  private OperationOutcome decide(LedgerSession session, Operation command, Source source, Cause by) {
    LedgerState before = before(session, command, source.index(), by);
    Outcome<CreditEvent, Refusal> decided = ledger.decide(before, command, session.time());
    session.add(decided.events(), source.index(), by);
    OperationOutcome outcome = outcome(session, command, source, by, decided);
    if (outcome.refusal() == null || outcome.refusal().byState()) {
      session.remember(command.operation(), outcome);
    }
    return outcome;
  }

  /** Holds that have expired give back what they counted in caps, so what is due on such a wallet happens first. */
  private LedgerState before(LedgerSession session, Operation command, int index, Cause by) {
    LedgerState state = session.state(command);
    Wallet wallet = state.wallet();
    if (!OperationRules.spends(command) || wallet == null || wallet.policy().caps().isEmpty()) {
      return state;
    }
    session.add(ledger.settle(wallet, session.time()), index, by);
    return session.state(command).with(session.room(wallet.id(), command.operation().code(), by.userId()));
  }

  private static OperationOutcome outcome(
      LedgerSession session, Operation command, Source source, Cause by, Outcome<CreditEvent, Refusal> decided) {
    LedgerState after = session.state(command);
    Refusal refusal = switch (decided) {
      case Outcome.Accepted<CreditEvent, Refusal> accepted -> null;
      case Outcome.Refused<CreditEvent, Refusal> refused -> refused.reason();
    };
    WalletChange own = own(decided);
    return new OperationOutcome(
        command.content(by.userId()), wallet(command, after), source, refusal,
        own == null ? 0 : own.moved(), own == null ? Spent.NOTHING : Spent.of(own), holdId(command, refusal),
        own instanceof WalletChange.Held held ? held.hold().expiresAt() : null,
        Balances.of(settled(after.wallet(), session.time())), session.time(), cap(decided));
  }

  private static @Nullable WalletChange own(Outcome<CreditEvent, Refusal> decided) {
    for (CreditEvent event : decided.events()) {
      if (event instanceof Performed performed) {
        return performed.change();
      }
    }
    return null;
  }

  private static @Nullable ExceededCap cap(Outcome<CreditEvent, Refusal> decided) {
    return decided.events().size() == 1 && decided.events().getFirst() instanceof Refused refused
        ? refused.cap()
        : null;
  }

  private static @Nullable WalletId wallet(Operation command, LedgerState after) {
    return switch (command) {
      case WalletOperation named -> named.wallet();
      case HoldOperation ending -> after.hold() == null ? null : after.hold().wallet();
      case Reverse reverse -> after.reversible() == null ? null : after.reversible().wallet();
    };
  }

  private static @Nullable String holdId(Operation command, @Nullable Refusal refusal) {
    return switch (command) {
      case PlaceHold placed -> refusal == null ? placed.holdId() : null;
      case TakeLease taken -> refusal == null ? taken.leaseId() : null;
      case Consume consume -> refusal == null ? consume.leaseId() : null;
      case HoldOperation ending -> ending.holdId();
      default -> null;
    };
  }

  /** A refusal writes nothing, but what is due by then is no longer there to be spent: the reply must not show it. */
  private static @Nullable Wallet settled(@Nullable Wallet wallet, Instant time) {
    return wallet == null ? null : WalletBook.open(wallet, time).wallet();
  }
}
