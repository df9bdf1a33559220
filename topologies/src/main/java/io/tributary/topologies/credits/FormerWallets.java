package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.Chore;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Sweeps the second copy of each wallet, which older builds kept in the state. */
final class FormerWallets implements Chore {
  static final int SWEPT_PER_TICK = 500;

  private Bytes from = CreditsRows.formerWallets();
  private boolean more;

  @Override
  public void open(RowReader state) {
    from = CreditsRows.formerWallets();
    more = true;
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    if (!more) {
      return;
    }
    Bytes end = KeyCodec.endOf(CreditsRows.formerWallets());
    // Starting where the last tick ended steps over its tombstones.
    List<Bytes> former = state.keys(from, end, SWEPT_PER_TICK);
    former.forEach(work.state()::delete);
    more = former.size() == SWEPT_PER_TICK;
    from = more ? KeyCodec.after(former.getLast()) : end;
  }

  @Override
  public boolean hasMore() {
    return more;
  }
}
