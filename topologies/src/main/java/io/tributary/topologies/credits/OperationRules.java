package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import io.tributary.topologies.credits.CreditCommand.CloseLease;
import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.DeclineTopUp;
import io.tributary.topologies.credits.CreditCommand.HoldOperation;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.credits.CreditCommand.PlaceHold;
import io.tributary.topologies.credits.CreditCommand.PostHold;
import io.tributary.topologies.credits.CreditCommand.Reclaim;
import io.tributary.topologies.credits.CreditCommand.ResetWallet;
import io.tributary.topologies.credits.CreditCommand.Reverse;
import io.tributary.topologies.credits.CreditCommand.Send;
import io.tributary.topologies.credits.CreditCommand.SetPolicy;
import io.tributary.topologies.credits.CreditCommand.TakeLease;
import io.tributary.topologies.credits.CreditCommand.VoidGrant;
import io.tributary.topologies.credits.CreditCommand.VoidHold;
import io.tributary.topologies.credits.CreditCommand.WalletOperation;
import io.tributary.topologies.kernel.TenantStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an operation needs before its wallet is looked at, and what it does to it. */
final class OperationRules {
  /** How far a sender's clock may be ahead of the brokers'. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  private final Duration window;

  OperationRules(Duration window) {
    this.window = window;
  }

  @Nullable Refusal precondition(LedgerState state, Operation command, Instant time) {
    Refusal invalid = switch (command) {
      case Consume consume -> amount(consume.amount(), occurred(consume.occurredAt(), time));
      case PlaceHold hold -> amount(hold.amount(), null);
      case TakeLease lease ->
          amount(lease.amount(), lease.span().compareTo(window) > 0 ? Refusal.LEASE_TOO_LONG : null);
      case CloseLease close -> null;
      case PostHold post -> post.amount() < 0 || post.amount() > Amounts.MAX ? Refusal.AMOUNT_OUT_OF_RANGE : null;
      case VoidHold hold -> null;
      case VoidGrant grant -> null;
      case Reclaim reclaim -> reclaim.asked() == null ? null : amount(reclaim.asked(), null);
      case ResetWallet reset -> null;
      case SetPolicy policy -> null;
      case DeclineTopUp decline -> null;
      case Reverse reverse -> reverse.reversed() == null ? null : amount(reverse.amount(), null);
      case Send send -> amount(send.amount(), send.to().equals(send.wallet()) ? Refusal.SAME_WALLET : null);
    };
    if (invalid != null) {
      return invalid;
    } else if (state.tenant() == TenantStanding.INACTIVE) {
      return Refusal.TENANT_NOT_ACTIVE;
    }
    return switch (command) {
      case Consume consume when consume.leaseId() != null -> payable(state.hold(), consume.occurredAt(), time);
      case CloseLease close -> open(state.hold());
      case HoldOperation ending -> known(state.hold());
      case Reverse reverse -> reversible(state.reversible(), reverse.reversed());
      case WalletOperation named -> null;
    };
  }

  /** The command's own change is the first that it adds to the book. */
  static @Nullable Refusal perform(WalletBook book, LedgerState state, Operation command) {
    return switch (command) {
      // What was spent already counts in caps, but none can stop it any more.
      case Consume consume when consume.leaseId() != null -> book.spendLease(consume.leaseId(), consume.amount());
      case Consume consume when !state.room().covers(least(consume)) -> Refusal.SPEND_CAP_EXCEEDED;
      case PlaceHold hold when !state.room().covers(least(hold)) -> Refusal.SPEND_CAP_EXCEEDED;
      case Consume consume when consume.balancing() -> nothingLeft(book)
          ? Refusal.INSUFFICIENT_CREDITS
          : taken(book.consumeUpTo(Math.min(consume.amount(), state.room().left())));
      case Consume consume -> book.consume(consume.amount());
      case PlaceHold hold when hold.balancing() -> nothingLeft(book)
          ? Refusal.INSUFFICIENT_CREDITS
          : book.holdUpTo(
              hold.holdId(), Math.min(hold.amount(), state.room().left()), book.after(hold.timeout()));
      case PlaceHold hold -> book.hold(hold.holdId(), hold.amount(), book.after(hold.timeout()));
      case TakeLease lease -> nothingLeft(book)
          ? Refusal.INSUFFICIENT_CREDITS
          : book.holdUpTo(lease.leaseId(), lease.amount(), book.after(lease.span()));
      case CloseLease close -> book.voidHold(close.leaseId());
      case PostHold post when post.posted() == null -> book.postAll(post.holdId());
      case PostHold post -> book.post(post.holdId(), post.amount());
      case VoidHold hold -> book.voidHold(hold.holdId());
      case VoidGrant grant -> book.voidGrant(grant.grantId());
      case Reclaim reclaim -> book.reclaim(reclaim.asked());
      case ResetWallet reset -> {
        book.reset(reset.preserveOverage());
        yield null;
      }
      case SetPolicy policy -> {
        book.setPolicy(policy.policy());
        yield null;
      }
      case DeclineTopUp decline -> book.declineTopUp(decline.topUpId());
      case Reverse reverse -> {
        Reversible reversible = Objects.requireNonNull(state.reversible(), "checked before");
        long amount = reverse.reversed() == null ? reversible.spent().left() : reverse.amount();
        book.reverse(reversible, amount, reverse.refundId());
        yield null;
      }
      case Send send -> book.send(send.amount());
    };
  }

  /** Whether caps count it. */
  static boolean spends(Operation command) {
    return command instanceof Consume || command instanceof PlaceHold;
  }

  /** What the caps must leave at least: all of it, or where it takes what is there, anything. */
  static long least(Operation command) {
    return switch (command) {
      case Consume consume -> consume.balancing() ? 1 : consume.amount();
      case PlaceHold hold -> hold.balancing() ? 1 : hold.amount();
      default -> 0;
    };
  }

  private @Nullable Refusal occurred(@Nullable Instant occurredAt, Instant time) {
    if (occurredAt == null) {
      return null;
    } else if (occurredAt.isBefore(time.minus(window))) {
      return Refusal.OCCURRED_TOO_LONG_AGO;
    }
    return occurredAt.isAfter(time.plus(AHEAD)) ? Refusal.OCCURRED_IN_FUTURE : null;
  }

  private static @Nullable Refusal amount(long amount, @Nullable Refusal otherwise) {
    return Amounts.movable(amount) ? otherwise : Refusal.AMOUNT_OUT_OF_RANGE;
  }

  private static @Nullable Refusal known(@Nullable KnownHold hold) {
    if (hold == null || hold.lease() != null) {
      return Refusal.HOLD_NOT_FOUND;
    }
    return hold.end() == null ? null : Refusal.ended(hold.end());
  }

  private static @Nullable Refusal open(@Nullable KnownHold lease) {
    if (lease == null || lease.lease() == null) {
      return Refusal.LEASE_NOT_FOUND;
    }
    return lease.end() == null ? null : Refusal.LEASE_ENDED;
  }

  /** What its holder may have spent of it, as long as it stands. */
  private static @Nullable Refusal payable(@Nullable KnownHold known, @Nullable Instant occurredAt, Instant time) {
    Refusal ended = open(known);
    if (ended != null) {
      return ended;
    }
    KnownHold.Lease lease = Objects.requireNonNull(Objects.requireNonNull(known).lease());
    return (occurredAt == null ? time : occurredAt).isBefore(lease.expiresAt()) ? null : Refusal.LEASE_EXPIRED;
  }

  private static @Nullable Refusal reversible(@Nullable Reversible known, @Nullable Long amount) {
    if (known == null) {
      return Refusal.CONSUMPTION_NOT_FOUND;
    }
    long left = known.spent().left();
    return left == 0 || (amount != null && amount > left) ? Refusal.EXCEEDS_CONSUMPTION : null;
  }

  private static boolean nothingLeft(WalletBook book) {
    return book.wallet().available() == 0;
  }

  private static @Nullable Refusal taken(long amount) {
    return amount > 0 ? null : Refusal.INSUFFICIENT_CREDITS;
  }
}
