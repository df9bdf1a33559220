package io.tributary.topologies.credits;

import io.tributary.common.CommandMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.CloseLease;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.DeclineTopUp;
import io.tributary.credits.FundingRecorded;
import io.tributary.credits.HoldCredits;
import io.tributary.credits.PostHold;
import io.tributary.credits.ReclaimCredits;
import io.tributary.credits.ResetWallet;
import io.tributary.credits.ReverseConsumption;
import io.tributary.credits.SetWalletPolicy;
import io.tributary.credits.TakeLease;
import io.tributary.credits.TransferCredits;
import io.tributary.credits.VoidGrant;
import io.tributary.credits.VoidHold;
import io.tributary.topologies.credits.CreditCommand.Operation;
import java.time.Duration;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Avro commands, and captured rows, as the ledger's commands. */
final class CommandMapping {
  private CommandMapping() {}

  /**
   * @throws IllegalArgumentException when it is no command of this context
   */
  static CommandMeta meta(SpecificRecord avro) {
    if (avro.getSchema().getFields().isEmpty() || !(avro.get(0) instanceof CommandMeta meta)) {
      throw new IllegalArgumentException("not a command of this context: " + avro.getSchema().getFullName());
    }
    return meta;
  }

  /**
   * @param eventId of the operation's event, whose id a new hold has
   * @throws IllegalArgumentException when it is no operation of this context, or breaks a rule of its sender
   */
  static Operation operation(SpecificRecord avro, UUID eventId) {
    return switch (avro) {
      case ConsumeCredits consume -> consume(consume);
      case HoldCredits hold -> new CreditCommand.PlaceHold(
          new WalletId(hold.getEntityId(), hold.getApplication()),
          new OperationId(hold.getApplication(), hold.getOperationCode(), hold.getOperationId()),
          eventId.toString(), hold.getAmount(), hold.getBalancing(), timeout(hold.getTimeoutSeconds()),
          hold.getAttributes());
      case PostHold post -> new CreditCommand.PostHold(
          OperationId.own(OperationId.POST_HOLD, post.getOperationId()), post.getHoldId(), post.getAmount());
      case VoidHold hold ->
          new CreditCommand.VoidHold(OperationId.own(OperationId.VOID_HOLD, hold.getOperationId()), hold.getHoldId());
      case TakeLease lease -> new CreditCommand.TakeLease(
          new WalletId(lease.getEntityId(), lease.getApplication()),
          OperationId.own(OperationId.TAKE_LEASE, lease.getOperationId()), eventId.toString(), lease.getAmount(),
          span(lease.getTtlSeconds(), 1), span(lease.getGraceSeconds(), 0));
      case CloseLease lease -> new CreditCommand.CloseLease(
          OperationId.own(OperationId.CLOSE_LEASE, lease.getOperationId()), lease.getLeaseId());
      case VoidGrant grant -> new CreditCommand.VoidGrant(
          new WalletId(grant.getEntityId(), grant.getApplication()),
          OperationId.own(OperationId.VOID_GRANT, grant.getOperationId()), grant.getGrantId());
      case ReclaimCredits reclaim -> new CreditCommand.Reclaim(
          new WalletId(reclaim.getEntityId(), reclaim.getApplication()),
          OperationId.own(OperationId.RECLAIM, reclaim.getOperationId()), reclaim.getAmount(), reclaim.getReason());
      case ResetWallet reset -> new CreditCommand.ResetWallet(
          new WalletId(reset.getEntityId(), reset.getApplication()),
          OperationId.own(OperationId.RESET_WALLET, reset.getOperationId()), reset.getPreserveOverage());
      case SetWalletPolicy set -> new CreditCommand.SetPolicy(
          new WalletId(set.getEntityId(), set.getApplication()),
          OperationId.own(OperationId.SET_POLICY, set.getOperationId()),
          PolicyMapping.policy(set.getPolicy()));
      case DeclineTopUp decline -> new CreditCommand.DeclineTopUp(
          new WalletId(decline.getEntityId(), decline.getApplication()),
          OperationId.own(OperationId.DECLINE_TOP_UP, decline.getOperationId()), decline.getTopUpId());
      case ReverseConsumption reverse -> new CreditCommand.Reverse(
          OperationId.own(OperationId.REVERSE, reverse.getOperationId()),
          new OperationId(reverse.getApplication(), reverse.getOperationCode(), reverse.getConsumptionId()),
          eventId.toString(), reverse.getAmount());
      case TransferCredits transfer -> new CreditCommand.Send(
          new WalletId(transfer.getEntityId(), transfer.getApplication()),
          new WalletId(transfer.getToEntityId(), transfer.getToApplication()),
          OperationId.own(OperationId.TRANSFER, transfer.getOperationId()), eventId.toString(),
          transfer.getAmount());
      default -> throw new IllegalArgumentException("not a command of this context: " + avro.getSchema().getFullName());
    };
  }

  /** @param eventId as of {@link #operation} */
  static Operation operation(BatchOperation avro, UUID eventId) {
    if (avro.getLeaseId() != null && (avro.getHold() || avro.getBalancing())) {
      throw new IllegalArgumentException("a lease pays for what was consumed, no more and no less");
    }
    WalletId wallet = new WalletId(avro.getEntityId(), avro.getApplication());
    OperationId operation = new OperationId(avro.getApplication(), avro.getOperationCode(), avro.getOperationId());
    return avro.getHold()
        ? new CreditCommand.PlaceHold(
            wallet, operation, eventId.toString(), avro.getAmount(), avro.getBalancing(),
            timeout(avro.getTimeoutSeconds()), avro.getAttributes())
        : new CreditCommand.Consume(
            wallet, operation, avro.getAmount(), avro.getBalancing(), avro.getOccurredAt(),
            price(avro.getPriced(), avro.getPriceId()), avro.getAttributes(), avro.getLeaseId());
  }

  static CreditCommand captured(FundingRecorded avro) {
    return new CreditCommand.Fund(
        avro.getFundingId(), avro.getEntityId(), avro.getAmount(), avro.getReason(), avro.getFunded(),
        avro.getUnallocated(), avro.getReclaimedFrom());
  }

  static CreditCommand captured(AllocationRecorded avro) {
    return new CreditCommand.Allocate(
        new WalletId(avro.getEntityId(), avro.getApplication()), avro.getAllocationId(), avro.getAmount(),
        avro.getPurpose(), GrantMapping.terms(avro));
  }

  private static CreditCommand.Consume consume(ConsumeCredits avro) {
    return new CreditCommand.Consume(
        new WalletId(avro.getEntityId(), avro.getApplication()),
        new OperationId(avro.getApplication(), avro.getOperationCode(), avro.getOperationId()),
        avro.getAmount(), avro.getBalancing(), avro.getOccurredAt(),
        price(avro.getPriced(), avro.getPriceId()), avro.getAttributes(), null);
  }

  private static CreditCommand.Consume.@Nullable Price price(boolean priced, @Nullable String priceId) {
    return priced ? new CreditCommand.Consume.Price(priceId) : null;
  }

  private static Duration span(long seconds, long least) {
    if (seconds < least || seconds > CreditCommand.PlaceHold.MAX_TIMEOUT.toSeconds()) {
      throw new IllegalArgumentException("lease of " + seconds + " seconds");
    }
    return Duration.ofSeconds(seconds);
  }

  private static @Nullable Duration timeout(@Nullable Long seconds) {
    if (seconds != null && (seconds < 1 || seconds > CreditCommand.PlaceHold.MAX_TIMEOUT.toSeconds())) {
      throw new IllegalArgumentException("hold of " + seconds + " seconds");
    }
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
