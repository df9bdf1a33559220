package io.tributary.topologies.kernel;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the stores reflect their input; written with the rows that a record led to, in the same batch, whatever its
 * outcome. A command costs one further put: the offset of its topic, which also keeps the time of its decision. An outbox
 * record costs two more: its {@code tenant_seq} in the state, for deduplication, and in the views, for readers.
 */
public final class Watermarks {
  private static final int SEQ_FORMAT = 1;

  /**
   * Written with each offset, and meant of all rows of the partition: a build refuses to decide on rows of a higher number, which it would
   * misread, or not find. To be raised with each change of rows that builds from before can't read (ADR 33). 2: wallets and ids of ADR 32.
   */
  static final int ROWS_FORMAT = 2;

  private Watermarks() {}

  /** The offset of the last record applied, by input topic, in the partition that {@code views} holds. */
  public static Map<String, Long> offsets(RowReader views) {
    Map<String, Long> offsets = new HashMap<>();
    marks(views).forEach((topic, mark) -> offsets.put(topic, mark.offset));
    return offsets;
  }

  /** The tenant's last applied {@code tenant_seq}; 0 when none was. Answers from either store. */
  public static long tenantSeq(RowReader rows, UUID tenantId) {
    return decodeSeq(rows.get(KernelRows.tenantSeq(tenantId)));
  }

  static long tenantSeq(Rows rows, UUID tenantId) {
    return decodeSeq(rows.get(KernelRows.tenantSeq(tenantId)));
  }

  static void tenantSeq(Work work, UUID tenantId, long seq) {
    byte[] row = new RowEncoder(SEQ_FORMAT).number(seq).toBytes();
    work.state().put(KernelRows.tenantSeq(tenantId), row);
    work.views().put(KernelRows.tenantSeq(tenantId), row);
    Uncommitted.ofThread().applied(tenantId, seq);
  }

  static void offset(Work work, Received received) {
    offset(work, received.topic(), received.offset(), received.time());
  }

  private static void offset(Work work, String topic, long offset, Instant time) {
    byte[] row = new RowEncoder(ROWS_FORMAT).number(offset).time(time).toBytes();
    work.views().put(KernelRows.offset(topic), row);
  }

  /** From here on the partition has rows of this build. Records say so themselves; upkeep may write where none come. */
  static void claim(RowReader views, Work work) {
    marks(views).forEach((topic, mark) -> {
      if (mark.format() < ROWS_FORMAT) {
        offset(work, topic, mark.offset(), mark.time());
      }
    });
  }

  /**
   * The time of the partition's latest decision; the epoch when there was none.
   *
   * @throws UnreadableRowException when a newer build has written to the partition what this one can't read
   */
  public static Instant time(RowReader views) {
    return marks(views).values().stream().map(Mark::time).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }

  private static Map<String, Mark> marks(RowReader views) {
    return views.scan(KernelRows.offsets(), KeyCodec.endOf(KernelRows.offsets()), false, rows -> {
      Map<String, Mark> marks = new HashMap<>();
      rows.forEachRemaining(row -> {
        RowDecoder fields = known(new RowDecoder(row.value()), ROWS_FORMAT);
        marks.put(new KeyReader(row.key()).text(), new Mark(fields.format(), fields.number(), fields.time()));
      });
      return marks;
    });
  }

  private static long decodeSeq(byte @Nullable [] row) {
    return row == null ? 0 : known(new RowDecoder(row), SEQ_FORMAT).number();
  }

  private static RowDecoder known(RowDecoder row, int newest) {
    if (row.format() < 1 || row.format() > newest) {
      throw row.unknownFormat();
    }
    return row;
  }

  private record Mark(int format, long offset, Instant time) {}
}
