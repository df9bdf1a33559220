package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Chore;
import io.tributary.topologies.kernel.KeyCursor;
import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Lets happen what is due on wallets that no command touches, so that views and events tell it soon. Decisions don't
 * depend on it: each settles its own wallet first. One row for each wallet that something will happen to, by its time.
 */
final class DueWallets implements Chore {
  static final int SETTLED_PER_TICK = 100;

  private static final byte[] NOTHING = {1};

  private final CreditLedger ledger;
  private final CreditsRecorder recorder;
  private final KeyCursor cursor = new KeyCursor(CreditsRows.due(), SETTLED_PER_TICK);

  DueWallets(CreditLedger ledger, CreditsRecorder recorder) {
    this.ledger = ledger;
    this.recorder = recorder;
  }

  /** Keeps a wallet's row in step with the wallet. */
  static void moved(Rows state, UUID tenantId, @Nullable Wallet before, Wallet after) {
    Optional<Instant> was = before == null ? Optional.empty() : new Timeline(before).next();
    Optional<Instant> is = new Timeline(after).next();
    if (!was.equals(is)) {
      was.ifPresent(at -> state.delete(CreditsRows.due(at, tenantId, after.id())));
      is.ifPresent(at -> state.put(CreditsRows.due(at, tenantId, after.id()), NOTHING));
    }
  }

  @Override
  public void open(RowReader state) {
    cursor.restart();
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    // What decisions still to come schedule lies after their time, and that is never before this one.
    for (Bytes row : cursor.take(state, CreditsRows.due(time.plusMillis(1)))) {
      KeyReader key = new KeyReader(row);
      key.ascending();
      settle(key.uuid(), new WalletId(key.text(), key.text()), time, work);
    }
  }

  @Override
  public boolean hasMore() {
    return cursor.hasMore();
  }

  private void settle(UUID tenantId, WalletId id, Instant time, Work work) {
    byte[] row = work.views().get(CreditsRows.wallet(tenantId, id));
    if (row == null) {
      throw new IllegalStateException("something is due on wallet " + id + ", which does not exist");
    }
    Wallet wallet = WalletRow.decode(id, row);
    Cause cause = cause(tenantId, wallet);
    LedgerSession session = recorder.begin(cause, time, 1, work);
    session.add(ledger.settle(wallet, time), 0, cause);
    recorder.commit(session, work);
  }

  /** Nobody asked; the id follows from what is settled, so that a repetition makes the same events. */
  private static Cause cause(UUID tenantId, Wallet wallet) {
    String name = tenantId + "/" + wallet.id().aggregateId() + "/" + wallet.version();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new Cause(id, tenantId, null, null, Map.of(), null);
  }
}
