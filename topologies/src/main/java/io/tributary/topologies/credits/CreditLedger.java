package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.Allocate;
import io.tributary.topologies.credits.CreditCommand.Fund;
import io.tributary.topologies.credits.CreditCommand.HoldOperation;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.credits.CreditCommand.Reverse;
import io.tributary.topologies.credits.CreditCommand.Send;
import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.kernel.Decider;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.Outcome.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rules of credits; pure. What is due on a wallet by a command's time happens before the command is decided. */
public final class CreditLedger implements Decider<LedgerState, CreditCommand, CreditEvent, Refusal> {
  private final OperationRules rules;

  /** @param window how late usage may come: as long as operations are remembered, so that it can't count twice */
  public CreditLedger(Duration window) {
    this.rules = new OperationRules(window);
  }

  @Override
  public Outcome<CreditEvent, Refusal> decide(LedgerState state, CreditCommand command, Instant time) {
    return switch (command) {
      case Fund fund -> new Accepted<>(List.of(new Funded(fund, time)));
      case Allocate allocate -> new Accepted<>(allocate(state, allocate, time));
      case Operation operation -> operate(state, operation, time);
    };
  }

  /** What has happened to a wallet by {@code time}, with no command: its grants take effect, recur and expire. */
  public List<CreditEvent> settle(Wallet wallet, Instant time) {
    WalletBook book = WalletBook.open(wallet, time);
    return events(book, book.steps().size(), Happened::new);
  }

  @Override
  public LedgerState evolve(LedgerState state, CreditEvent event) {
    return switch (event) {
      case Funded funded -> state;
      case Refused refused -> state;
      case WalletEvent changed -> state.with(opened(state, changed.after()).apply(changed.change()));
    };
  }

  private static List<CreditEvent> allocate(LedgerState state, Allocate command, Instant time) {
    Wallet before = state.wallet() == null ? Wallet.empty(command.wallet(), time) : state.wallet();
    WalletBook book = WalletBook.open(before, time);
    int own = book.steps().size();
    GrantTerms terms = command.terms();
    book.grant(terms == null
        ? Grant.purchased(command.allocationId(), command.amount(), time)
        : terms.grant(command.allocationId(), command.amount(), time));
    book.fulfilTopUp(terms == null ? null : terms.externalKey(), command.allocationId());
    return events(book, own, (change, after) -> new Allocated(command, change, after));
  }

  private Outcome<CreditEvent, Refusal> operate(LedgerState state, Operation command, Instant time) {
    Wallet wallet = state.wallet();
    Refusal refusal = rules.precondition(state, command, time);
    if (refusal != null) {
      return refuse(wallet, command, refusal, time, null);
    } else if (wallet == null) {
      return refuse(null, command, Refusal.WALLET_NOT_FOUND, time, null);
    }
    WalletBook book = WalletBook.open(wallet, time);
    int own = book.steps().size();
    refusal = OperationRules.perform(book, state, command);
    if (refusal != null) {
      ExceededCap cap =
          refusal == Refusal.SPEND_CAP_EXCEEDED ? state.room().exceeded(OperationRules.least(command)) : null;
      return refuse(book.wallet(), command, reason(refusal, wallet, command), time, cap);
    }
    OperationId purpose = purpose(state, command);
    List<CreditEvent> events =
        events(book, own, (change, after) -> new Performed(command, purpose, change, after));
    return command instanceof Send send ? receive(state, send, events, time) : new Accepted<>(events);
  }

  /** The other half of a transfer: without it, nothing is sent. */
  private static Outcome<CreditEvent, Refusal> receive(
      LedgerState state, Send command, List<CreditEvent> sent, Instant time) {
    Wallet wallet = Objects.requireNonNull(state.wallet(), "it sent");
    Wallet before = WalletBook.open(wallet, time).wallet();
    Wallet receiver = state.receiver() == null ? Wallet.empty(command.to(), time) : state.receiver();
    WalletBook book = WalletBook.open(receiver, time);
    int own = book.steps().size();
    Refusal refusal =
        book.arrive(Transfer.arrivals(before, before.burn(command.amount()), command.transferId(), time));
    if (refusal != null) {
      return refuse(before, command, refusal, time, null);
    }
    List<CreditEvent> events = new ArrayList<>(sent);
    events.addAll(events(
        book, own, (change, after) -> new Performed(command, command.operation(), change, after)));
    return new Accepted<>(events);
  }

  private static OperationId purpose(LedgerState state, Operation command) {
    if (state.hold() != null) {
      return state.hold().operation();
    }
    return command instanceof Reverse reverse ? reverse.consumption() : command.operation();
  }

  /** A hold that was there before the wallet was settled has just expired. */
  private static Refusal reason(Refusal refusal, Wallet before, Operation command) {
    boolean expired = refusal == Refusal.HOLD_NOT_FOUND
        && command instanceof HoldOperation ending
        && before.hold(ending.holdId()).isPresent();
    return expired ? Refusal.HOLD_EXPIRED : refusal;
  }

  private static Outcome<CreditEvent, Refusal> refuse(
      @Nullable Wallet wallet, Operation command, Refusal reason, Instant time, @Nullable ExceededCap cap) {
    Refused refused = new Refused(command, reason, wallet == null ? null : wallet.balance(), time, cap);
    return new Outcome.Refused<>(reason, reason.byState() ? List.of(refused) : List.of());
  }

  /** @param own the index of the change that the command itself made; all others happened by themselves */
  private static List<CreditEvent> events(
      WalletBook book, int own, BiFunction<WalletChange, Wallet, CreditEvent> event) {
    List<CreditEvent> events = new ArrayList<>();
    for (WalletBook.Step step : book.steps()) {
      events.add(events.size() == own
          ? event.apply(step.change(), step.after())
          : new Happened(step.change(), step.after()));
    }
    return events;
  }

  private static Wallet opened(LedgerState state, Wallet after) {
    Wallet receiver = state.receiver();
    if (receiver != null && receiver.id().equals(after.id())) {
      return receiver;
    }
    Wallet wallet = state.wallet();
    return wallet == null || !wallet.id().equals(after.id()) ? Wallet.empty(after.id(), after.createdAt()) : wallet;
  }
}
