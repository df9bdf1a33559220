package io.tributary.topologies.kernel;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * Fires what is due, by the time of decisions (on an idle partition that of a record that asks for it): a row for each timer, the earliest first, read from a cursor, a bounded
 * number per tick. Whoever sets a timer deletes its row when it is no longer wanted; what fires is deleted here.
 */
public final class Timers implements Chore {
  static final int FIRED_PER_TICK = 100;

  private static final byte[] NOTHING = {1};

  private final int prefix;
  private final Action action;
  private final KeyCursor cursor;

  /** What happens when a timer is due. */
  @FunctionalInterface
  public interface Action {
    /**
     * @param id that the timer was set with
     * @param time of the latest decision, not before the timer's
     */
    void fire(UUID tenantId, String id, Instant time, Work work);
  }

  /** @param prefix of the context's rows of this kind of timer, in the state */
  public Timers(int prefix, Action action) {
    this.prefix = prefix;
    this.action = action;
    this.cursor = new KeyCursor(KeyCodec.key(prefix).build(), FIRED_PER_TICK);
  }

  /** @param at not before the time of the decision that sets it */
  public static void set(Rows state, int prefix, Instant at, UUID tenantId, String id) {
    state.put(key(prefix, at, tenantId, id), NOTHING);
  }

  public static void clear(Rows state, int prefix, Instant at, UUID tenantId, String id) {
    state.delete(key(prefix, at, tenantId, id));
  }

  @Override
  public void open(RowReader state) {
    cursor.restart();
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    // What decisions still to come set lies after their time, and that is never before this one.
    for (Bytes row : cursor.take(state, end(time))) {
      KeyReader key = new KeyReader(row);
      key.ascending();
      work.state().delete(row);
      action.fire(key.uuid(), key.text(), time, work);
    }
  }

  @Override
  public boolean due(RowReader state, Instant moment) {
    return cursor.reaches(state, end(moment));
  }

  @Override
  public boolean hasMore() {
    return cursor.hasMore();
  }

  /** Behind what is due at a moment. */
  private Bytes end(Instant moment) {
    return KeyCodec.key(prefix).ascending(moment.toEpochMilli() + 1).build();
  }

  private static Bytes key(int prefix, Instant at, UUID tenantId, String id) {
    return KeyCodec.key(prefix).ascending(at.toEpochMilli()).uuid(tenantId).text(id).build();
  }
}
