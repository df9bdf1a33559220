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
  private static final int FORMAT = 1;

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
    byte[] row = new RowEncoder(FORMAT).number(seq).toBytes();
    work.state().put(KernelRows.tenantSeq(tenantId), row);
    work.views().put(KernelRows.tenantSeq(tenantId), row);
    Uncommitted.ofThread().applied(tenantId, seq);
  }

  static void offset(Work work, Received received) {
    byte[] row = new RowEncoder(FORMAT).number(received.offset()).time(received.time()).toBytes();
    work.views().put(KernelRows.offset(received.topic()), row);
  }

  /** The time of the partition's latest decision; the epoch when there was none. */
  public static Instant time(RowReader views) {
    return marks(views).values().stream().map(Mark::time).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }

  private static Map<String, Mark> marks(RowReader views) {
    return views.scan(KernelRows.offsets(), KeyCodec.endOf(KernelRows.offsets()), false, rows -> {
      Map<String, Mark> marks = new HashMap<>();
      rows.forEachRemaining(row -> {
        RowDecoder fields = known(new RowDecoder(row.value()));
        marks.put(new KeyReader(row.key()).text(), new Mark(fields.number(), fields.time()));
      });
      return marks;
    });
  }

  private static long decodeSeq(byte @Nullable [] row) {
    return row == null ? 0 : known(new RowDecoder(row)).number();
  }

  private static RowDecoder known(RowDecoder row) {
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return row;
  }

  private record Mark(long offset, Instant time) {}
}
