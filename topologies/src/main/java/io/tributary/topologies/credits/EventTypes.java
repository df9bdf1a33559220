package io.tributary.topologies.credits;

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
import io.tributary.topologies.credits.WalletChange.OveragePaid;
import io.tributary.topologies.credits.WalletChange.PolicySet;
import io.tributary.topologies.credits.WalletChange.Reclaimed;
import io.tributary.topologies.credits.WalletChange.Recurred;
import io.tributary.topologies.credits.WalletChange.Reset;
import io.tributary.topologies.credits.WalletChange.Reversed;
import io.tributary.topologies.credits.WalletChange.Sent;
import io.tributary.topologies.credits.WalletChange.ToppedUp;
import io.tributary.topologies.credits.WalletChange.Voided;

/** The dotted public types of the context's events ({@code meta.type}, {@code ce_type}). */
final class EventTypes {
  static final String FUNDED = "credit.funded";
  static final String REFUSED = "credit.refused";
  static final String OPERATION_REFUSED = "credit.operation_refused";

  private EventTypes() {}

  static String of(WalletChange change) {
    return switch (change) {
      case Granted granted -> "credit.allocated";
      case ToppedUp more -> "credit.allocated";
      case Activated activated -> "credit.grant_activated";
      case Recurred recurred -> "credit.grant_recurred";
      case Expired expired -> "credit.grant_expired";
      case Voided voided -> "credit.grant_voided";
      case OveragePaid paid -> "credit.overage_paid";
      case Consumed consumed -> "credit.consumed";
      case Reclaimed reclaimed -> "credit.reclaimed";
      case Held held -> "credit.held";
      case HoldEnded ended -> switch (ended.end()) {
        case POSTED -> "credit.hold_posted";
        case VOIDED -> "credit.hold_voided";
        case EXPIRED -> "credit.hold_expired";
      };
      case Reset reset -> "credit.wallet_reset";
      case PolicySet set -> "credit.policy_set";
      case Reversed reversed -> "credit.consumption_reversed";
      case Sent sent -> "credit.transfer_sent";
      case Arrived arrived -> "credit.transfer_received";
      case BalanceLow low -> "credit.balance_low";
      case TopUpRequested requested -> "credit.top_up_requested";
      case TopUpFulfilled fulfilled -> "credit.top_up_fulfilled";
      case TopUpDeclined declined -> "credit.top_up_declined";
      case TopUpExpired expired -> "credit.top_up_expired";
    };
  }
}
