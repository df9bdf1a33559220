package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import io.tributary.schemas.OutboxHeaders;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tenant's captured rows in order: capture may repeat rows, and a fault upstream could lose one. By
 * {@code tenant_seq}: what was applied is skipped, the next is applied, and what comes too early is parked in the state
 * store until the missing rows come. A gap is alarmed and never passed over.
 *
 * <p>A record that can't be handled becomes a dead letter and does not hold up its tenant; the hole that it leaves is
 * remembered, so that its redrive is applied although later rows were.
 */
final class OutboxInbox {
  private final Context context;
  private final RecordHandler handler;
  private final DeadLetters deadLetters;
  private final GapAlarm alarm;

  /** Tenants that have parked rows. */
  private final Set<UUID> waiting = new HashSet<>();

  /** Those of them whose next row is parked. */
  private final Set<UUID> ready = new LinkedHashSet<>();

  OutboxInbox(Context context, RecordHandler handler, DeadLetters deadLetters, GapAlarm alarm) {
    this.context = context;
    this.handler = handler;
    this.deadLetters = deadLetters;
    this.alarm = alarm;
  }

  void open(RowReader state) {
    waiting.clear();
    ready.clear();
    Bytes end = KeyCodec.endOf(KernelRows.parked());
    Parked first = first(state, KernelRows.parked(), end);
    while (first != null) {
      waiting.add(first.tenantId);
      settle(state, first.tenantId);
      first = first(state, KeyCodec.endOf(KernelRows.parked(first.tenantId)), end);
    }
  }

  /**
   * @throws IllegalArgumentException when the record can't be placed: its key is no tenant, or it has no {@code tenant_seq}
   */
  void accept(Received received, Work work) {
    UUID tenantId = received.tenantId();
    long seq = seq(received);
    long applied = Watermarks.tenantSeq(work.state(), tenantId);
    if (seq <= applied) {
      fillHole(received, tenantId, seq, work);
    } else if (seq == applied + 1) {
      apply(received, tenantId, seq, work);
    } else {
      work.state().put(KernelRows.parked(tenantId, seq), ParkedRecord.encode(received));
      waiting.add(tenantId);
    }
  }

  /** To be called when the work of a record has been written, with what the state is now. */
  void applied(Received received, RowReader state) {
    if (!waiting.isEmpty()) {
      tenant(received).filter(waiting::contains).ifPresent(tenantId -> settle(state, tenantId));
    }
  }

  boolean canDrain() {
    return !ready.isEmpty();
  }

  /** Applies one parked row; to be followed by {@link #applied}. */
  Received drainOne(Work work, Instant time) {
    UUID tenantId = ready.iterator().next();
    long seq = Watermarks.tenantSeq(work.state(), tenantId) + 1;
    byte[] row = work.state().get(KernelRows.parked(tenantId, seq));
    if (row == null) {
      throw new IllegalStateException("tenant " + tenantId + " has no parked row " + seq);
    }
    Received received = ParkedRecord.decode(row, context.outbox(), tenantId, time);
    apply(received, tenantId, seq, work);
    return received;
  }

  private void apply(Received received, UUID tenantId, long seq, Work work) {
    if (!deadLetters.attempt(handler, received, work)) {
      work.state().put(KernelRows.hole(tenantId, seq), new RowEncoder(1).toBytes());
    }
    Watermarks.tenantSeq(work, tenantId, seq);
    if (waiting.contains(tenantId)) {
      work.state().delete(KernelRows.parked(tenantId, seq));
    }
  }

  private void fillHole(Received received, UUID tenantId, long seq, Work work) {
    Bytes hole = KernelRows.hole(tenantId, seq);
    if (work.state().get(hole) != null && deadLetters.attempt(handler, received, work)) {
      work.state().delete(hole);
    }
  }

  /** Finds out what a tenant with parked rows waits for. */
  private void settle(RowReader state, UUID tenantId) {
    long next = Watermarks.tenantSeq(state, tenantId) + 1;
    // From the next one on, not from the first: the tombstones of what was drained may be many.
    Bytes end = KeyCodec.endOf(KernelRows.parked(tenantId));
    Parked first = first(state, KernelRows.parked(tenantId, next), end);
    if (first != null && first.seq > next) {
      ready.remove(tenantId);
      alarm.raise(tenantId, next, first.seq);
      return;
    }
    alarm.clear(tenantId);
    if (first == null) {
      ready.remove(tenantId);
      waiting.remove(tenantId);
    } else {
      ready.add(tenantId);
    }
  }

  private static @Nullable Parked first(RowReader state, Bytes from, Bytes end) {
    return state.<@Nullable Parked>scan(from, end, false, OutboxInbox::parked);
  }

  private static @Nullable Parked parked(Iterator<RowReader.Row> rows) {
    if (!rows.hasNext()) {
      return null;
    }
    KeyReader key = new KeyReader(rows.next().key());
    return new Parked(key.uuid(), key.ascending());
  }

  private static long seq(Received received) {
    long seq = Long.parseLong(received.requiredHeader(OutboxHeaders.TENANT_SEQ));
    if (seq < 1) {
      throw new IllegalArgumentException("tenant_seq must be at least 1, not " + seq);
    }
    return seq;
  }

  private static Optional<UUID> tenant(Received received) {
    try {
      return Optional.of(received.tenantId());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Parked(UUID tenantId, long seq) {}
}
