package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.credits.LimitChange.BalanceLow;
import io.tributary.topologies.credits.LimitChange.TopUpDeclined;
import io.tributary.topologies.credits.LimitChange.TopUpExpired;
import io.tributary.topologies.credits.LimitChange.TopUpFulfilled;
import io.tributary.topologies.credits.LimitChange.TopUpRequested;
import io.tributary.topologies.credits.WalletChange.Activated;
import io.tributary.topologies.credits.WalletChange.Arrived;
import io.tributary.topologies.credits.WalletChange.Consumed;
import io.tributary.topologies.credits.WalletChange.Expired;
import io.tributary.topologies.credits.WalletChange.Granted;
import io.tributary.topologies.credits.WalletChange.Held;
import io.tributary.topologies.credits.WalletChange.HoldEnded;
import io.tributary.topologies.credits.WalletChange.LeaseSpent;
import io.tributary.topologies.credits.WalletChange.OveragePaid;
import io.tributary.topologies.credits.WalletChange.PolicySet;
import io.tributary.topologies.credits.WalletChange.Reclaimed;
import io.tributary.topologies.credits.WalletChange.Recurred;
import io.tributary.topologies.credits.WalletChange.Reset;
import io.tributary.topologies.credits.WalletChange.Reversed;
import io.tributary.topologies.credits.WalletChange.Sent;
import io.tributary.topologies.credits.WalletChange.ToppedUp;
import io.tributary.topologies.credits.WalletChange.Voided;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry says of an event. */
final class Entries {
  private Entries() {}

  static EntryView of(RecordedEvent recorded, WalletEvent event) {
    WalletChange change = event.change();
    Wallet after = event.after();
    String subject = subject(change);
    return new EntryView(
        after.version(),
        recorded.id().toString(),
        EventTypes.of(change),
        change.delta(),
        after.balance(),
        consumed(change),
        switch (event) {
          case Allocated allocated -> allocated.allocation().allocationId();
          case Performed performed -> performed.purpose().id();
          case Happened happened -> subject;
        },
        event instanceof Performed performed ? performed.purpose().code() : null,
        recorded.userId(),
        subject,
        burned(change),
        event instanceof Performed performed ? performed.operation().attributes() : Map.of(),
        priceId(event),
        event instanceof Performed performed && performed.operation() instanceof Consume consume
            ? consume.occurredAt()
            : null,
        event.at());
  }

  private static @Nullable String priceId(WalletEvent event) {
    return event instanceof Performed performed
        && performed.operation() instanceof Consume consume
        && consume.price() != null ? consume.price().id() : null;
  }

  private static long consumed(WalletChange change) {
    return change instanceof Reversed reversed ? -reversed.moved() : Spent.of(change).amount();
  }

  private static @Nullable String subject(WalletChange change) {
    return switch (change) {
      case Granted granted -> granted.grant().id();
      case ToppedUp more -> more.grantId();
      case Activated activated -> activated.grantId();
      case Recurred recurred -> recurred.grantId();
      case Expired expired -> expired.grantId();
      case Voided voided -> voided.grantId();
      case Held held -> held.hold().id();
      case HoldEnded ended -> ended.holdId();
      case LeaseSpent spent -> spent.leaseId();
      case OveragePaid paid -> null;
      case Consumed consumed -> null;
      case Reclaimed reclaimed -> null;
      case Reset reset -> null;
      case PolicySet set -> null;
      case Reversed reversed -> reversed.refund() == null ? null : reversed.refund().id();
      case Sent sent -> null;
      case Arrived arrived -> arrived.grants().getFirst().grant().id();
      case BalanceLow low -> low.alertId();
      case TopUpRequested requested -> requested.request().id();
      case TopUpFulfilled fulfilled -> fulfilled.requestId();
      case TopUpDeclined declined -> declined.requestId();
      case TopUpExpired expired -> expired.requestId();
    };
  }

  private static List<Burn> burned(WalletChange change) {
    return switch (change) {
      case Consumed consumed -> consumed.burns();
      case Reclaimed reclaimed -> reclaimed.burns();
      case Held held -> held.hold().burns();
      case HoldEnded ended -> ended.burned();
      case LeaseSpent spent -> spent.burns();
      case OveragePaid paid -> paid.burns();
      case Sent sent -> sent.burns();
      default -> List.of();
    };
  }
}
