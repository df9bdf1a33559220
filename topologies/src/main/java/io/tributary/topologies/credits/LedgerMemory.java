package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the state remembers besides wallets: outcomes of operations, and holds by their id. */
final class LedgerMemory {
  private static final String HOLD = "hold";

  private final OperationLog log;

  LedgerMemory(OperationLog log) {
    this.log = log;
  }

  Optional<OperationOutcome> outcome(Rows state, UUID tenantId, OperationId operation, Instant time) {
    return log.find(state, tenantId, operation.identity(), time).map(row -> OperationRow.decode(operation, row));
  }

  void remember(Rows state, UUID tenantId, OperationId operation, OperationOutcome outcome, Instant time) {
    log.remember(state, tenantId, operation.identity(), time, OperationRow.encode(operation, outcome));
  }

  Optional<KnownHold> hold(Rows state, UUID tenantId, String holdId, Instant time) {
    byte[] open = state.get(CreditsRows.hold(tenantId, holdId));
    return open != null
        ? Optional.of(KnownHoldRow.decode(open))
        : log.find(state, tenantId, ended(holdId), time).map(KnownHoldRow::decode);
  }

  /** An open hold is kept as long as it is open, also beyond the window; an ended one like an operation. */
  void remember(Rows state, UUID tenantId, String holdId, KnownHold hold, Instant time) {
    if (hold.end() == null) {
      state.put(CreditsRows.hold(tenantId, holdId), KnownHoldRow.encode(hold));
    } else {
      state.delete(CreditsRows.hold(tenantId, holdId));
      log.remember(state, tenantId, ended(holdId), time, KnownHoldRow.encode(hold));
    }
  }

  /** Two texts: no operation's identity, which has three. */
  private static List<String> ended(String holdId) {
    return List.of(HOLD, holdId);
  }
}
