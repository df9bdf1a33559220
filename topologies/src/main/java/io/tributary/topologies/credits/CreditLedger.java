package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import io.tributary.topologies.credits.CreditCommand.Allocate;
import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.Fund;
import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Consumed;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.kernel.Decider;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.Outcome.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rules of credits; pure. What is due on a wallet by a command's time happens before the command is decided. */
public final class CreditLedger implements Decider<LedgerState, CreditCommand, CreditEvent, Refusal> {
  @Override
  public Outcome<CreditEvent, Refusal> decide(LedgerState state, CreditCommand command, Instant time) {
    return switch (command) {
      case Fund fund -> new Accepted<>(List.of(new Funded(fund, time)));
      case Allocate allocate -> new Accepted<>(allocate(state, allocate, time));
      case Consume consume -> consume(state, consume, time);
    };
  }

  /** What has happened to a wallet by {@code time}, with no command: its grants take effect, recur and expire. */
  public List<CreditEvent> settle(Wallet wallet, Instant time) {
    return events(wallet, WalletBook.open(wallet, time), Happened::new);
  }

  @Override
  public LedgerState evolve(LedgerState state, CreditEvent event) {
    return switch (event) {
      case Funded funded -> state;
      case Refused refused -> state;
      case WalletEvent changed -> new LedgerState(state.tenant(), open(state, changed.after()).apply(changed.change()));
    };
  }

  private static List<CreditEvent> allocate(LedgerState state, Allocate command, Instant time) {
    Wallet before = state.wallet() == null ? Wallet.empty(command.wallet(), time) : state.wallet();
    WalletBook book = WalletBook.open(before, time);
    GrantTerms terms = command.terms();
    book.grant(terms == null
        ? Grant.purchased(command.allocationId(), command.amount(), time)
        : terms.grant(command.allocationId(), command.amount(), time));
    return events(before, book, (change, after) -> switch (change) {
      case WalletChange.Granted granted -> new Allocated(command, granted, after);
      case WalletChange.ToppedUp more -> new Allocated(command, more, after);
      default -> new Happened(change, after);
    });
  }

  private static Outcome<CreditEvent, Refusal> consume(LedgerState state, Consume command, Instant time) {
    Wallet wallet = state.wallet();
    if (!Amounts.movable(command.amount())) {
      return refuse(wallet, command, Refusal.AMOUNT_OUT_OF_RANGE, time);
    } else if (state.tenant() == TenantStanding.INACTIVE) {
      return refuse(wallet, command, Refusal.TENANT_NOT_ACTIVE, time);
    } else if (wallet == null) {
      return refuse(null, command, Refusal.WALLET_NOT_FOUND, time);
    }
    WalletBook book = WalletBook.open(wallet, time);
    Refusal refusal = book.consume(command.amount());
    if (refusal != null) {
      return refuse(book.wallet(), command, refusal, time);
    }
    return new Accepted<>(events(wallet, book, (change, after) -> change instanceof WalletChange.Consumed consumed
        ? new Consumed(command.operation(), command.attributes(), consumed, after)
        : new Happened(change, after)));
  }

  private static Outcome<CreditEvent, Refusal> refuse(
      @Nullable Wallet wallet, Consume command, Refusal reason, Instant time) {
    Refused refused = new Refused(
        command.wallet(), command.operation(), command.amount(), reason, wallet == null ? null : wallet.balance(),
        command.attributes(), time);
    return new Outcome.Refused<>(reason, reason.byState() ? List.of(refused) : List.of());
  }

  private static List<CreditEvent> events(
      Wallet before, WalletBook book, BiFunction<WalletChange, Wallet, CreditEvent> event) {
    List<CreditEvent> events = new ArrayList<>();
    Wallet after = before;
    for (WalletChange change : book.changes()) {
      after = after.apply(change);
      events.add(event.apply(change, after));
    }
    return events;
  }

  private static Wallet open(LedgerState state, Wallet after) {
    return state.wallet() == null ? Wallet.empty(after.id(), after.createdAt()) : state.wallet();
  }
}
