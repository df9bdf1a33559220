package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.GrantMapping.burned;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionReversed;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.CreditsHeld;
import io.tributary.credits.CreditsReclaimed;
import io.tributary.credits.GrantActivated;
import io.tributary.credits.GrantExpired;
import io.tributary.credits.GrantRecurred;
import io.tributary.credits.GrantVoided;
import io.tributary.credits.HoldExpired;
import io.tributary.credits.HoldPosted;
import io.tributary.credits.HoldVoided;
import io.tributary.credits.ReceivedGrant;
import io.tributary.credits.RolledOverGrant;
import io.tributary.credits.TransferReceived;
import io.tributary.credits.TransferSent;
import io.tributary.credits.WalletPolicySet;
import io.tributary.credits.WalletReset;
import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.Reclaim;
import io.tributary.topologies.credits.CreditCommand.Send;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.LimitChange.BalanceLow;
import io.tributary.topologies.credits.LimitChange.TopUpDeclined;
import io.tributary.topologies.credits.LimitChange.TopUpExpired;
import io.tributary.topologies.credits.LimitChange.TopUpFulfilled;
import io.tributary.topologies.credits.LimitChange.TopUpRequested;
import io.tributary.topologies.credits.WalletChange.Activated;
import io.tributary.topologies.credits.WalletChange.Arrived;
import io.tributary.topologies.credits.WalletChange.Consumed;
import io.tributary.topologies.credits.WalletChange.Expired;
import io.tributary.topologies.credits.WalletChange.Held;
import io.tributary.topologies.credits.WalletChange.HoldEnded;
import io.tributary.topologies.credits.WalletChange.OveragePaid;
import io.tributary.topologies.credits.WalletChange.PolicySet;
import io.tributary.topologies.credits.WalletChange.Reclaimed;
import io.tributary.topologies.credits.WalletChange.Recurred;
import io.tributary.topologies.credits.WalletChange.Reset;
import io.tributary.topologies.credits.WalletChange.Reversed;
import io.tributary.topologies.credits.WalletChange.Sent;
import io.tributary.topologies.credits.WalletChange.Voided;
import org.apache.avro.specific.SpecificRecord;

/** Changes of wallets in Avro: what operations did, and what happened by itself. */
final class ChangeMapping {
  private ChangeMapping() {}

  static SpecificRecord performed(EventMeta meta, Performed event) {
    Wallet after = event.after();
    String entity = after.id().entityId();
    String application = after.id().application();
    OperationId purpose = event.purpose();
    return switch (event.change()) {
      case Consumed change -> new CreditsConsumed(
          meta, purpose.id(), purpose.code(), entity, application, change.amount(), after.balance(),
          after.allocated(), after.consumed(), event.operation().attributes(), burned(change.burns()),
          change.uncovered(), event.operation() instanceof Consume consume ? consume.occurredAt() : null,
          event.operation() instanceof Consume consume && consume.price() != null ? consume.price().id() : null);
      case Reclaimed change -> new CreditsReclaimed(
          meta, purpose.id(), entity, application, change.moved(),
          event.operation() instanceof Reclaim reclaim ? reclaim.reason() : null, after.balance(), after.allocated(),
          after.consumed(), burned(change.burns()));
      case Held change -> new CreditsHeld(
          meta, change.hold().id(), purpose.id(), purpose.code(), entity, application, change.hold().amount(),
          after.balance(), after.allocated(), after.consumed(), burned(change.hold().burns()),
          change.hold().uncovered(), change.hold().expiresAt(), event.operation().attributes());
      case HoldEnded change when change.end() == Hold.End.POSTED -> new HoldPosted(
          meta, change.holdId(), purpose.id(), purpose.code(), entity, application, change.posted(), after.balance(),
          after.allocated(), after.consumed(), burned(change.burned()), change.uncovered(),
          Burn.sum(change.returned()), Burn.sum(change.forfeited()));
      case HoldEnded change -> new HoldVoided(
          meta, change.holdId(), entity, application, after.balance(), after.allocated(), after.consumed(),
          Burn.sum(change.returned()), Burn.sum(change.forfeited()));
      case Voided change -> new GrantVoided(
          meta, change.grantId(), entity, application, change.forfeited(), after.balance(), after.allocated(),
          after.consumed());
      case Reset change -> new WalletReset(
          meta, entity, application, change.forgiven(), after.balance(), after.allocated(), after.consumed(),
          change.grants().stream()
              .map(grant -> new RolledOverGrant(grant.grantId(), grant.from(), grant.to()))
              .toList());
      case PolicySet change -> new WalletPolicySet(
          meta, entity, application, PolicyMapping.policy(change.policy()),
          after.balance(), after.allocated(), after.consumed());
      case Reversed change -> new ConsumptionReversed(
          meta, purpose.id(), purpose.code(), entity, application, change.moved(), after.balance(),
          after.allocated(), after.consumed(), burned(change.returned()), change.forfeited(), change.overage(),
          change.refund() == null ? null : change.refund().id(), change.refunded());
      case Sent change when event.operation() instanceof Send send -> new TransferSent(
          meta, send.transferId(), entity, application, send.to().entityId(), send.to().application(),
          change.moved(), after.balance(), after.allocated(), after.consumed(), burned(change.burns()));
      case Arrived change when event.operation() instanceof Send send -> new TransferReceived(
          meta, send.transferId(), entity, application, send.wallet().entityId(), send.wallet().application(),
          change.moved(), after.balance(), after.allocated(), after.consumed(),
          change.grants().stream()
              .map(arrival -> new ReceivedGrant(arrival.grant().id(), arrival.grant().amount(), arrival.from()))
              .toList());
      case TopUpDeclined change -> new io.tributary.credits.TopUpDeclined(
          meta, entity, application, change.requestId(), change.retryAt(), after.balance(), after.allocated(),
          after.consumed());
      default -> throw new IllegalStateException("no operation makes " + event.change());
    };
  }

  static SpecificRecord happened(EventMeta meta, WalletChange happened, Wallet after) {
    String entity = after.id().entityId();
    String application = after.id().application();
    return switch (happened) {
      case Activated change -> new GrantActivated(
          meta, change.grantId(), entity, application, change.amount(), after.balance(), after.allocated(),
          after.consumed());
      case Recurred change -> new GrantRecurred(
          meta, change.grantId(), entity, application, change.amount(), change.forfeited(), after.balance(),
          after.allocated(), after.consumed());
      case Expired change -> new GrantExpired(
          meta, change.grantId(), entity, application, change.forfeited(), after.balance(), after.allocated(),
          after.consumed());
      case HoldEnded change -> new HoldExpired(
          meta, change.holdId(), entity, application, after.balance(), after.allocated(), after.consumed(),
          Burn.sum(change.returned()), Burn.sum(change.forfeited()));
      case OveragePaid change -> new io.tributary.credits.OveragePaid(
          meta, entity, application, Burn.sum(change.burns()), after.balance(), after.allocated(), after.consumed(),
          burned(change.burns()));
      case BalanceLow change -> new io.tributary.credits.BalanceLow(
          meta, entity, application, change.alertId(), change.threshold(), after.balance(), after.allocated(),
          after.consumed());
      case TopUpRequested change -> new io.tributary.credits.TopUpRequested(
          meta, entity, application, change.request().id(), change.request().amount(), change.request().expiresAt(),
          after.balance(), after.allocated(), after.consumed());
      case TopUpFulfilled change -> new io.tributary.credits.TopUpFulfilled(
          meta, entity, application, change.requestId(), change.allocationId(), after.balance(), after.allocated(),
          after.consumed());
      case TopUpExpired change -> new io.tributary.credits.TopUpExpired(
          meta, entity, application, change.requestId(), after.balance(), after.allocated(), after.consumed());
      default -> throw new IllegalStateException("it takes an operation for " + happened);
    };
  }
}
