package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.HoldOperation;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.credits.CreditCommand.Reverse;
import io.tributary.topologies.credits.CreditCommand.Send;
import io.tributary.topologies.credits.CreditCommand.TakeLease;
import io.tributary.topologies.credits.CreditCommand.WalletOperation;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.credits.KnownHold.Lease;
import io.tributary.topologies.credits.OperationContent.Kind;
import io.tributary.topologies.credits.WalletChange.Consumed;
import io.tributary.topologies.credits.WalletChange.Held;
import io.tributary.topologies.credits.WalletChange.HoldEnded;
import io.tributary.topologies.credits.WalletChange.LeaseSpent;
import io.tributary.topologies.credits.WalletChange.Reversed;
import io.tributary.topologies.credits.WalletChange.Voided;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.EventIds;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.TenantStanding;
import io.tributary.topologies.kernel.TenantStandings;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one input record. Each wallet is read once and written once, however many operations the record has;
 * all is held back until {@link CreditsRecorder#commit}, so a session that is dropped leaves no trace.
 */
final class LedgerSession {
  private final Map<WalletId, Touched> wallets = new LinkedHashMap<>();
  private final Map<String, Optional<KnownHold>> holds = new HashMap<>();
  private final Map<String, KnownHold> changedHolds = new LinkedHashMap<>();
  private final Map<OperationId, OperationOutcome> outcomes = new LinkedHashMap<>();
  private final Set<String> voidedGrants = new HashSet<>();
  private final List<RecordedEvent> events = new ArrayList<>();
  private final CapCounters counters;
  private final LedgerMemory memory;
  private final Work work;
  private final Rows state;
  private final Cause cause;
  private final Instant time;
  private final TenantStanding tenant;
  private int happened;
  private int lastIndex;
  private @Nullable UUID lastId;

  /** A wallet as it is stored, and as the session leaves it; null where there is none. */
  record Touched(@Nullable Wallet before, @Nullable Wallet after) {}

  /**
   * @param time of its decisions
   * @param ownEvents how many events its command may have of its own: whatever happens by itself is counted behind them, so
   *     that the id of an own event follows from the command alone
   */
  LedgerSession(LedgerMemory memory, Work work, Cause cause, Instant time, int ownEvents) {
    this.memory = memory;
    this.work = work;
    this.state = work.state();
    this.cause = cause;
    this.time = time;
    this.tenant = TenantStandings.read(state.get(CreditsRows.tenant(cause.tenantId())));
    this.happened = ownEvents;
    this.counters = new CapCounters(state, cause.tenantId());
  }

  Cause cause() {
    return cause;
  }

  Instant time() {
    return time;
  }

  LedgerState state(WalletId wallet) {
    return new LedgerState(tenant, wallet(wallet));
  }

  /** What a decision on the operation depends on. */
  LedgerState state(Operation operation) {
    return switch (operation) {
      case Send send ->
          new LedgerState(tenant, wallet(send.wallet()), null, null, wallet(send.to()));
      case Consume consume when consume.leaseId() != null ->
          new LedgerState(tenant, wallet(consume.wallet()), lease(consume.leaseId(), consume.wallet()), null, null);
      case WalletOperation named -> state(named.wallet());
      case Reverse reverse -> {
        Reversible reversible = reversible(reverse.consumption());
        yield new LedgerState(
            tenant, reversible == null ? null : wallet(reversible.wallet()), null, reversible, null);
      }
      case HoldOperation ending -> {
        KnownHold hold = hold(ending.holdId()).orElse(null);
        yield new LedgerState(tenant, hold == null ? null : wallet(hold.wallet()), hold, null, null);
      }
    };
  }

  /** What caps leave for an operation of a user. */
  SpendRoom room(WalletId id, String operationCode, @Nullable String userId) {
    Wallet wallet = wallet(id);
    return wallet == null ? SpendRoom.ENDLESS : counters.room(wallet, operationCode, userId, time);
  }

  /** The id of the command's own event of this index, which is asked for again while the operation is decided. */
  UUID eventId(int index) {
    if (lastId == null || lastIndex != index) {
      lastId = EventIds.derive(cause.id(), index, time);
      lastIndex = index;
    }
    return lastId;
  }

  /** @param index of the command's own event; a second one of it, of another wallet, is counted behind all */
  void add(List<CreditEvent> added, int index, Cause by) {
    boolean ownUsed = false;
    for (CreditEvent event : added) {
      int number = event instanceof Happened || ownUsed ? happened++ : index;
      ownUsed |= !(event instanceof Happened);
      boolean own = number == index && event.at().equals(time);
      UUID eventId = own ? eventId(index) : EventIds.derive(cause.id(), number, event.at());
      events.add(new RecordedEvent(eventId, by, event));
      if (event instanceof WalletEvent changed) {
        Wallet before = wallet(changed.after().id());
        if (!changed.after().policy().caps().isEmpty()) {
          count(changed, before, by.userId());
        }
        wallets.computeIfPresent(
            changed.after().id(), (id, touched) -> new Touched(touched.before(), changed.after()));
        follow(changed, by.userId());
      }
    }
  }

  Optional<OperationOutcome> outcome(OperationId operation) {
    OperationOutcome own = outcomes.get(operation);
    return own == null ? memory.outcome(state, cause.tenantId(), operation, time) : Optional.of(own);
  }

  void remember(OperationId operation, OperationOutcome outcome) {
    outcomes.put(operation, outcome);
  }

  Optional<KnownHold> hold(String holdId) {
    return holds.computeIfAbsent(holdId, id -> memory.hold(state, cause.tenantId(), id, time));
  }

  /** What is left of a session that took no effect: the refusal that made it so, where it is one to be remembered. */
  LedgerSession refusalOnly(OperationId operation) {
    LedgerSession only = new LedgerSession(memory, work, cause, time, happened);
    events.stream()
        .filter(recorded -> recorded.event() instanceof Refused refused
            && refused.operation().operation().equals(operation))
        .forEach(only.events::add);
    OperationOutcome outcome = outcomes.get(operation);
    if (outcome != null) {
      only.remember(operation, outcome);
    }
    return only;
  }

  /** Grants that a wallet has lost in the session, as they went. */
  List<GrantState> gone(Touched touched) {
    Wallet before = touched.before();
    Wallet after = touched.after();
    if (before == null || after == null) {
      return List.of();
    }
    List<GrantState> gone = new ArrayList<>();
    int next = 0;
    for (GrantState grant : before.grants()) {
      // Both are in burn order, and nearly always the same.
      if (next < after.grants().size() && after.grants().get(next).id().equals(grant.id())) {
        next++;
      } else if (after.grant(grant.id()).isEmpty()) {
        gone.add(voidedGrants.contains(grant.id()) ? grant.end(GrantState.Phase.VOIDED) : grant);
      }
    }
    return gone;
  }

  CapCounters counters() {
    return counters;
  }

  Map<WalletId, Touched> wallets() {
    return wallets;
  }

  List<RecordedEvent> events() {
    return events;
  }

  Map<OperationId, OperationOutcome> outcomes() {
    return outcomes;
  }

  Map<String, KnownHold> changedHolds() {
    return changedHolds;
  }

  private @Nullable Wallet wallet(WalletId id) {
    return wallets.computeIfAbsent(id, this::read).after();
  }

  private Touched read(WalletId id) {
    byte[] row = work.views().get(CreditsRows.wallet(cause.tenantId(), id));
    Wallet wallet = row == null ? null : WalletRow.decode(id, row);
    return new Touched(wallet, wallet);
  }

  /** A hold is known by its id, also when it ended by itself. */
  private void follow(WalletEvent event, @Nullable String userId) {
    if (event.change() instanceof Held held && event instanceof Performed placed) {
      Lease lease = placed.operation() instanceof TakeLease take
          ? new Lease(held.at(), held.at().plus(take.ttl()))
          : null;
      change(held.hold().id(), KnownHold.open(event.after().id(), placed.operation().operation(), userId, lease));
    } else if (event.change() instanceof HoldEnded ended) {
      KnownHold open = hold(ended.holdId())
          .orElseThrow(() -> new IllegalStateException("hold " + ended.holdId() + " is open, but not known"));
      change(ended.holdId(), open.ended(ended.end(), Spent.of(ended)));
    } else if (event.change() instanceof Reversed reversed && event instanceof Performed performed) {
      reversed(performed.purpose(), reversed.moved());
    } else if (event.change() instanceof Voided voided) {
      voidedGrants.add(voided.grantId());
    }
  }

  /**
   * A hold counts when it is placed; what comes back of it, or by a reversal, is given back to the same window only. A
   * lease counts when it is spent: nobody knows before by whom.
   */
  private void count(WalletEvent event, @Nullable Wallet before, @Nullable String userId) {
    Wallet wallet = event.after();
    Instant at = event.at();
    if (event.change() instanceof HoldEnded ended && before != null) {
      Hold hold = before.hold(ended.holdId()).orElseThrow();
      KnownHold known = hold(ended.holdId()).orElseThrow();
      if (known.lease() == null) {
        counters.giveBack(
            wallet, known.operation().code(), known.userId(), hold.heldAt(), at, hold.amount() - ended.posted());
      }
    } else if (event instanceof Performed performed) {
      String code = performed.purpose().code();
      switch (event.change()) {
        case Consumed consumed -> counters.count(wallet, code, userId, at, consumed.amount());
        case LeaseSpent spent -> counters.count(wallet, code, userId, at, spent.moved());
        case Held held when performed.operation() instanceof TakeLease -> {}
        case Held held -> counters.count(wallet, code, userId, at, held.hold().amount());
        case Reversed reversed -> {
          OperationOutcome spent = outcome(performed.purpose()).orElseThrow();
          counters.giveBack(wallet, code, spent.content().userId(), spent.decidedAt(), at, reversed.moved());
        }
        default -> {}
      }
    }
  }

  private @Nullable Reversible reversible(OperationId consumption) {
    OperationOutcome outcome = outcome(consumption).orElse(null);
    if (outcome == null || !outcome.approved() || outcome.wallet() == null) {
      return null;
    }
    Spent spent = outcome.spent();
    if (outcome.content().kind() == Kind.HOLD && outcome.holdId() != null) {
      spent = hold(outcome.holdId()).map(KnownHold::spent).orElse(Spent.NOTHING);
    }
    Wallet wallet = wallet(outcome.wallet());
    return spent.amount() == 0 || wallet == null
        ? null
        : new Reversible(wallet.id(), consumption, spent, reservedAt(outcome), gone(wallet, spent));
  }

  private Instant reservedAt(OperationOutcome outcome) {
    Lease lease = !outcome.leased() || outcome.holdId() == null
        ? null
        : hold(outcome.holdId()).map(KnownHold::lease).orElse(null);
    return lease == null ? outcome.decidedAt() : lease.takenAt();
  }

  private @Nullable KnownHold lease(String leaseId, WalletId wallet) {
    return hold(leaseId).filter(lease -> lease.wallet().equals(wallet)).orElse(null);
  }

  private Map<String, GrantState> gone(Wallet wallet, Spent spent) {
    Map<String, GrantState> gone = new HashMap<>();
    for (Burn burn : spent.burns()) {
      // Also what is still there: what is due by now may take it away before the command is decided.
      wallet.grant(burn.grantId())
          .or(() -> memory.grant(state, cause.tenantId(), wallet.id(), burn.grantId(), time))
          .ifPresent(grant -> gone.put(burn.grantId(), grant));
    }
    return gone;
  }

  private void reversed(OperationId consumption, long amount) {
    OperationOutcome outcome = outcome(consumption).orElseThrow();
    String holdId = outcome.holdId();
    if (outcome.content().kind() == Kind.HOLD && holdId != null) {
      KnownHold hold = hold(holdId).orElseThrow();
      change(holdId, hold.with(hold.spent().reverse(amount)));
    } else {
      remember(consumption, outcome.with(outcome.spent().reverse(amount)));
    }
  }

  private void change(String holdId, KnownHold hold) {
    holds.put(holdId, Optional.of(hold));
    changedHolds.put(holdId, hold);
  }
}
