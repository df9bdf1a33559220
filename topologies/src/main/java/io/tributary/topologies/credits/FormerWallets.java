package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.Chore;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.KeyCursor;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;

/** Sweeps the second copy of each wallet, which older builds kept in the state. */
final class FormerWallets implements Chore {
  static final int SWEPT_PER_TICK = 500;

  private final KeyCursor cursor = new KeyCursor(CreditsRows.formerWallets(), SWEPT_PER_TICK);

  @Override
  public void open(RowReader state) {
    cursor.restart();
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    cursor.take(state, KeyCodec.endOf(CreditsRows.formerWallets())).forEach(work.state()::delete);
  }

  @Override
  public boolean hasMore() {
    return cursor.hasMore();
  }
}
