package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.Chore;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.KeyCursor;
import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * Sweeps what caps counted in windows that are over, and what caps without an end counted that are no longer there. The
 * keys begin with the end, so that no row in use is ever read for it.
 */
final class EndedCaps implements Chore {
  static final int SWEPT_PER_TICK = 500;

  private final KeyCursor windows = new KeyCursor(CreditsRows.capCounts(), SWEPT_PER_TICK);
  private Bytes caps = CreditsRows.endedCaps();
  private boolean more;

  @Override
  public void open(RowReader state) {
    windows.restart();
    caps = CreditsRows.endedCaps();
    more = false;
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    // Decisions still to come count in windows that end later.
    windows.take(state, CreditsRows.capCounts(time.plusMillis(1))).forEach(work.state()::delete);
    more = endCap(state, work) || windows.hasMore();
  }

  @Override
  public boolean hasMore() {
    return more;
  }

  /** One cap at a time; its row goes last, so that a crash leaves nothing behind. */
  private boolean endCap(RowReader state, Work work) {
    List<Bytes> ended = state.keys(caps, KeyCodec.endOf(CreditsRows.endedCaps()), 1);
    if (ended.isEmpty()) {
      return false;
    }
    Bytes counters = counters(ended.getFirst());
    List<Bytes> over = state.keys(counters, KeyCodec.endOf(counters), SWEPT_PER_TICK);
    over.forEach(work.state()::delete);
    if (over.size() < SWEPT_PER_TICK) {
      work.state().delete(ended.getFirst());
      // Not beyond its millisecond, in which others may still be removed.
      caps = CreditsRows.endedCaps(Instant.ofEpochMilli(new KeyReader(ended.getFirst()).ascending()));
    }
    return true;
  }

  private static Bytes counters(Bytes ended) {
    KeyReader key = new KeyReader(ended);
    key.ascending();
    return CreditsRows.endlessCounts(
        key.uuid(), new WalletId(key.text(), key.text()), key.text(), Instant.ofEpochMilli(key.ascending()));
  }
}
