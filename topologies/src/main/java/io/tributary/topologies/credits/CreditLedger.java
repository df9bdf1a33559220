package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import io.tributary.topologies.credits.CreditCommand.Allocate;
import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.Fund;
import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Consumed;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.kernel.Decider;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.Outcome.Accepted;
import java.time.Instant;
import java.util.List;

/** The rules of credits; pure. */
public final class CreditLedger implements Decider<LedgerState, CreditCommand, CreditEvent, Refusal> {
  @Override
  public Outcome<CreditEvent, Refusal> decide(LedgerState state, CreditCommand command, Instant time) {
    return switch (command) {
      case Fund fund -> new Accepted<>(List.of(new Funded(fund, time)));
      case Allocate allocate -> new Accepted<>(List.of(allocate(state, allocate, time)));
      case Consume consume -> consume(state, consume, time);
    };
  }

  @Override
  public LedgerState evolve(LedgerState state, CreditEvent event) {
    return switch (event) {
      case Funded funded -> state;
      case Refused refused -> state;
      case Allocated allocated -> new LedgerState(
          state.tenant(), open(state, allocated.after()).allocate(allocated.amount(), allocated.at()));
      case Consumed consumed -> new LedgerState(
          state.tenant(), open(state, consumed.after()).consume(consumed.amount(), consumed.at()));
    };
  }

  private static Allocated allocate(LedgerState state, Allocate command, Instant time) {
    if (!Amounts.movable(command.amount())) {
      throw new IllegalArgumentException("allocation of " + command.amount() + " credits");
    }
    Wallet before = state.wallet() == null ? Wallet.empty(command.wallet(), time) : state.wallet();
    Wallet after = before.allocate(command.amount(), time);
    if (after.allocated() > Amounts.MAX) {
      throw new IllegalArgumentException("wallet would have " + after.allocated() + " credits allocated");
    }
    return new Allocated(command.allocationId(), command.amount(), command.purpose(), after);
  }

  private static Outcome<CreditEvent, Refusal> consume(LedgerState state, Consume command, Instant time) {
    Wallet wallet = state.wallet();
    if (!Amounts.movable(command.amount())) {
      return refuse(state, command, Refusal.AMOUNT_OUT_OF_RANGE, time);
    } else if (state.tenant() == TenantStanding.INACTIVE) {
      return refuse(state, command, Refusal.TENANT_NOT_ACTIVE, time);
    } else if (wallet == null) {
      return refuse(state, command, Refusal.WALLET_NOT_FOUND, time);
    } else if (wallet.balance() < command.amount()) {
      return refuse(state, command, Refusal.INSUFFICIENT_CREDITS, time);
    }
    return new Accepted<>(List.of(new Consumed(
        command.operation(), command.amount(), command.attributes(), wallet.consume(command.amount(), time))));
  }

  private static Outcome<CreditEvent, Refusal> refuse(
      LedgerState state, Consume command, Refusal reason, Instant time) {
    Long balance = state.wallet() == null ? null : state.wallet().balance();
    Refused refused = new Refused(
        command.wallet(), command.operation(), command.amount(), reason, balance, command.attributes(), time);
    return new Outcome.Refused<>(reason, reason.byState() ? List.of(refused) : List.of());
  }

  private static Wallet open(LedgerState state, Wallet after) {
    return state.wallet() == null ? Wallet.empty(after.id(), after.createdAt()) : state.wallet();
  }
}
