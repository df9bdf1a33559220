package io.tributary.connectors;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The position that the capture stores.
 *
 * <p>Debezium's own offset names a row, and after a restart it looks for that row by its LSN. Rows can share an LSN (COPY
 * writes many rows in one WAL record, dbz#1554), and a row's LSN can equal the end of another transaction's commit: the search
 * then skips rows that were never sent. So the capture stores only the end of the last transaction that is complete
 * in Kafka; PostgreSQL sends every later transaction again, whole. The price is repeats, which consumers drop anyway.
 *
 * @param lsn every transaction committed before it is in Kafka
 * @param snapshotRunning the first reading of the table is not complete
 */
record StoredPosition(Lsn lsn, boolean snapshotRunning) {
  private static final String LSN = "lsn";
  private static final String COMMIT_LSN = "lsn_commit";
  private static final String COMMIT_TIME_MICROS = "ts_usec";
  private static final String SNAPSHOT = "snapshot";
  private static final String SNAPSHOT_LAST = "last_snapshot_record";
  private static final String SNAPSHOT_COMPLETED = "snapshot_completed";

  /**
   * The offset to store once the record that carries {@code offset}, and all before it, are in Kafka; empty while no
   * transaction is complete.
   */
  static Optional<Map<String, Object>> storable(Map<String, ?> offset) {
    if (offset.get(SNAPSHOT) != null) {
      return Optional.of(new HashMap<>(offset));
    }
    if (!(offset.get(COMMIT_LSN) instanceof Long commit)) {
      return Optional.empty();
    }
    // Without lsn_proc Debezium doesn't search, it streams from lsn.
    Map<String, Object> storable = new HashMap<>(Map.of(LSN, commit, COMMIT_LSN, commit));
    if (offset.get(COMMIT_TIME_MICROS) instanceof Long micros) {
      storable.put(COMMIT_TIME_MICROS, micros);
    }
    return Optional.of(storable);
  }

  /** Reads what has been stored; Connect's own offsets are understood too. */
  static StoredPosition of(Map<String, ?> offset) {
    Object lsn = offset.get(COMMIT_LSN) != null ? offset.get(COMMIT_LSN) : offset.get(LSN);
    if (!(lsn instanceof Number number)) {
      throw new CaptureException("The stored position of the capture has no LSN: " + offset);
    }
    boolean running =
        offset.get(SNAPSHOT) != null
            && !Boolean.TRUE.equals(offset.get(SNAPSHOT_LAST))
            && !Boolean.TRUE.equals(offset.get(SNAPSHOT_COMPLETED));
    return new StoredPosition(new Lsn(number.longValue()), running);
  }
}
