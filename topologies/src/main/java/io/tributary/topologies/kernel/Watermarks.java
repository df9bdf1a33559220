package io.tributary.topologies.kernel;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
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
    scan(views, (topic, mark) -> offsets.put(topic, mark.offset));
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
  }

  static void offset(Work work, Received received) {
    byte[] row = new RowEncoder(FORMAT).number(received.offset()).time(received.time()).toBytes();
    work.views().put(KernelRows.offset(received.topic()), row);
  }

  /** The time of the partition's latest decision; the epoch when there was none. */
  static Instant time(RowReader views) {
    Latest latest = new Latest();
    scan(views, (topic, mark) -> latest.offer(mark.time));
    return latest.time;
  }

  private static void scan(RowReader views, Visitor visitor) {
    views.<@Nullable Void>scan(KernelRows.offsets(), KeyCodec.endOf(KernelRows.offsets()), false, rows -> {
      visit(rows, visitor);
      return null;
    });
  }

  private static void visit(Iterator<RowReader.Row> rows, Visitor visitor) {
    while (rows.hasNext()) {
      RowReader.Row row = rows.next();
      RowDecoder value = known(new RowDecoder(row.value()));
      visitor.visit(new KeyReader(row.key()).text(), new Mark(value.number(), value.time()));
    }
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

  private interface Visitor {
    void visit(String topic, Mark mark);
  }

  private static final class Latest {
    private Instant time = Instant.EPOCH;

    void offer(Instant other) {
      time = other.isAfter(time) ? other : time;
    }
  }
}
