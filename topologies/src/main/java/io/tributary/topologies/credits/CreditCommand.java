package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.OperationContent.flag;
import static io.tributary.topologies.credits.OperationContent.seconds;

import io.tributary.topologies.credits.OperationContent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger is asked. Funding and allocation were decided in Postgres and can't be refused; an {@link Operation} is
 * decided here, once for its id.
 */
public sealed interface CreditCommand {
  /**
   * An entity's pool of unallocated credits grew.
   *
   * @param funded the pool's sum of fundings, after it
   * @param unallocated what the pool still has, after it
   * @param reclaimedFrom application whose unspent credits came back; null where credits were bought
   */
  record Fund(
      String fundingId,
      String entityId,
      long amount,
      @Nullable String reason,
      long funded,
      long unallocated,
      @Nullable String reclaimedFrom)
      implements CreditCommand {}

  /**
   * Credits of the pool were allocated to a wallet: they are a grant, whose id is the allocation's.
   *
   * @param terms null where they were simply bought: at once, for ever
   */
  record Allocate(
      WalletId wallet, String allocationId, long amount, @Nullable String purpose, @Nullable GrantTerms terms)
      implements CreditCommand {}

  /** What somebody asks for under an id of his own. */
  sealed interface Operation extends CreditCommand {
    OperationId operation();

    /** @param userId who asks */
    OperationContent content(@Nullable String userId);

    /** Credits that it is about; 0 where it names none. */
    default long amount() {
      return 0;
    }

    /** The caller's metadata; not part of the content. */
    default Map<String, String> attributes() {
      return Map.of();
    }
  }

  /** An operation that names its wallet. */
  sealed interface WalletOperation extends Operation {
    WalletId wallet();
  }

  /** An operation on an open hold, whose wallet follows from it. */
  sealed interface HoldOperation extends Operation {
    String holdId();
  }

  /**
   * Credits of a wallet are to be consumed by an operation.
   *
   * @param balancing take what is there, up to the amount and never of the overdraft; refused only where nothing is there
   * @param occurredAt when late usage happened; the decision is taken now all the same
   * @param price what made the amount; null where the caller named it
   */
  record Consume(
      WalletId wallet,
      OperationId operation,
      long amount,
      boolean balancing,
      @Nullable Instant occurredAt,
      @Nullable Price price,
      Map<String, String> attributes)
      implements WalletOperation {
    /** @param id null where no price was found: then there is no amount either */
    public record Price(@Nullable String id) {}

    public Consume {
      attributes = Map.copyOf(attributes);
    }

    public Consume(WalletId wallet, OperationId operation, long amount, Map<String, String> attributes) {
      this(wallet, operation, amount, false, null, null, attributes);
    }

    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(
          Kind.CONSUME, amount, userId, flag(balancing), OperationContent.time(occurredAt), OperationContent.price(price));
    }
  }

  /**
   * Credits are to be reserved for an operation whose cost is not known yet.
   *
   * @param holdId the hold's, if it is approved
   * @param balancing as of {@link Consume}
   * @param timeout from the decision on; null: it never expires
   */
  record PlaceHold(
      WalletId wallet,
      OperationId operation,
      String holdId,
      long amount,
      boolean balancing,
      @Nullable Duration timeout,
      Map<String, String> attributes)
      implements WalletOperation {
    /** A year: what outlasts it should not be a reservation. */
    public static final Duration MAX_TIMEOUT = Duration.ofDays(366);

    public PlaceHold {
      attributes = Map.copyOf(attributes);
    }

    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.HOLD, amount, userId, flag(balancing), seconds(timeout));
    }
  }

  /**
   * Credits of an open hold are to be spent, and the rest given back.
   *
   * @param posted credits, 0 to the hold's; null: all
   */
  record PostHold(OperationId operation, String holdId, @Nullable Long posted) implements HoldOperation {
    @Override
    public long amount() {
      return posted == null ? 0 : posted;
    }

    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.POST_HOLD, posted, holdId);
    }
  }

  /** All of an open hold is to be given back. */
  record VoidHold(OperationId operation, String holdId) implements HoldOperation {
    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.VOID_HOLD, null, holdId);
    }
  }

  /** A grant is to be taken back, as far as it is neither spent nor held. */
  record VoidGrant(WalletId wallet, OperationId operation, String grantId) implements WalletOperation {
    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.VOID_GRANT, null, grantId);
    }
  }

  /**
   * Unspent credits are to go back to the pool that they were allocated from.
   *
   * @param asked credits; null: all that can be taken
   */
  record Reclaim(WalletId wallet, OperationId operation, @Nullable Long asked, @Nullable String reason)
      implements WalletOperation {
    @Override
    public long amount() {
      return asked == null ? 0 : asked;
    }

    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.RECLAIM, asked, reason);
    }
  }

  /** A usage period ends: {@link WalletBook#reset}. */
  record ResetWallet(WalletId wallet, OperationId operation, boolean preserveOverage) implements WalletOperation {
    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.RESET_WALLET, null, flag(preserveOverage));
    }
  }

  /** A wallet's policy is to be replaced. */
  record SetPolicy(WalletId wallet, OperationId operation, WalletPolicy policy) implements WalletOperation {
    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(
          Kind.SET_POLICY, null, Long.toString(policy.overdraft()), PolicyContent.caps(policy),
          PolicyContent.alerts(policy), PolicyContent.topUp(policy));
    }
  }

  /** A request for more credits is declined: {@link TopUps#pause}. */
  record DeclineTopUp(WalletId wallet, OperationId operation, String topUpId) implements WalletOperation {
    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.DECLINE_TOP_UP, null, topUpId);
    }
  }

  /**
   * What a consumption or a posted hold spent is to be given back: {@link Reversal}.
   *
   * @param refundId of the grant that it may make
   * @param reversed credits, from 1; null: all that is not reversed yet
   */
  record Reverse(OperationId operation, OperationId consumption, String refundId, @Nullable Long reversed)
      implements Operation {
    @Override
    public long amount() {
      return reversed == null ? 0 : reversed;
    }

    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(
          Kind.REVERSE, reversed, consumption.application(), consumption.code(), consumption.id());
    }
  }

  /**
   * Available credits are to go to another wallet of the tenant.
   *
   * @param transferId the transfer's, if it is approved
   */
  record Send(WalletId wallet, WalletId to, OperationId operation, String transferId, long amount)
      implements WalletOperation {
    @Override
    public OperationContent content(@Nullable String userId) {
      return OperationContent.of(Kind.TRANSFER, amount, to.entityId(), to.application());
    }
  }
}
