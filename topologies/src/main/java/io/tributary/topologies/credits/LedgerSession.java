package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.HoldOperation;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.credits.CreditCommand.WalletOperation;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.credits.WalletChange.Held;
import io.tributary.topologies.credits.WalletChange.HoldEnded;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.EventIds;
import io.tributary.topologies.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final List<RecordedEvent> events = new ArrayList<>();
  private final LedgerMemory memory;
  private final Rows state;
  private final Cause cause;
  private final Instant time;
  private final TenantStanding tenant;
  private int happened;

  /** A wallet as it is stored, and as the session leaves it; null where there is none. */
  record Touched(@Nullable Wallet before, @Nullable Wallet after) {}

  /**
   * @param time of its decisions
   * @param ownEvents how many events its command may have of its own: whatever happens by itself is counted behind them, so
   *     that the id of an own event follows from the command alone
   */
  LedgerSession(LedgerMemory memory, Rows state, Cause cause, Instant time, int ownEvents) {
    this.memory = memory;
    this.state = state;
    this.cause = cause;
    this.time = time;
    this.tenant = TenantRow.decode(state.get(CreditsRows.tenant(cause.tenantId())));
    this.happened = ownEvents;
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
      case WalletOperation named -> state(named.wallet());
      case HoldOperation ending -> {
        KnownHold hold = hold(ending.holdId()).orElse(null);
        yield new LedgerState(tenant, hold == null ? null : wallet(hold.wallet()), hold);
      }
    };
  }

  /** The id of the command's own event of this index. */
  UUID eventId(int index) {
    return EventIds.derive(cause.id(), index, time);
  }

  /** @param index of the command's own event among them */
  void add(List<CreditEvent> added, int index, Cause by) {
    for (CreditEvent event : added) {
      int number = event instanceof Happened ? happened++ : index;
      events.add(new RecordedEvent(EventIds.derive(cause.id(), number, event.at()), by, event));
      if (event instanceof WalletEvent changed) {
        wallet(changed.after().id());
        wallets.computeIfPresent(
            changed.after().id(), (id, touched) -> new Touched(touched.before(), changed.after()));
        follow(changed);
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
    byte[] row = state.get(CreditsRows.wallet(cause.tenantId(), id));
    Wallet wallet = row == null ? null : WalletRow.decode(id, row);
    return new Touched(wallet, wallet);
  }

  /** A hold is known by its id, also when it ended by itself. */
  private void follow(WalletEvent event) {
    if (event.change() instanceof Held held && event instanceof Performed placed) {
      change(held.hold().id(), KnownHold.open(event.after().id(), placed.operation().operation()));
    } else if (event.change() instanceof HoldEnded ended) {
      KnownHold open = hold(ended.holdId())
          .orElseThrow(() -> new IllegalStateException("hold " + ended.holdId() + " is open, but not known"));
      change(ended.holdId(), open.ended(ended.end(), Spent.of(ended)));
    }
  }

  private void change(String holdId, KnownHold hold) {
    holds.put(holdId, Optional.of(hold));
    changedHolds.put(holdId, hold);
  }
}
