package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the state remembers besides wallets: outcomes of operations, holds by their id, grants that have gone. */
final class LedgerMemory {
  private static final String HOLD = "hold";
  private static final String GRANT = "grant";
  private static final int GRANT_FORMAT = 1;

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

  /** A grant that left its wallet, as long as anything that it paid for may be reversed. */
  Optional<GrantState> grant(Rows state, UUID tenantId, WalletId wallet, String grantId, Instant time) {
    return log.find(state, tenantId, gone(wallet, grantId), time).map(row -> GrantFields.read(new RowDecoder(row)));
  }

  void remember(Rows state, UUID tenantId, WalletId wallet, GrantState grant, Instant time) {
    RowEncoder row = new RowEncoder(GRANT_FORMAT);
    GrantFields.write(grant, row);
    log.remember(state, tenantId, gone(wallet, grant.id()), time, row.toBytes());
  }

  /** Four texts. */
  private static List<String> gone(WalletId wallet, String grantId) {
    return List.of(GRANT, wallet.entityId(), wallet.application(), grantId);
  }

  /** Two texts: no operation's identity, which has three. */
  private static List<String> ended(String holdId) {
    return List.of(HOLD, holdId);
  }
}
