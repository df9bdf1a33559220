package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.kernel.Chore;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.ContextTopology;
import io.tributary.topologies.kernel.Emission;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.Outlet;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.TaskLogic;
import io.tributary.topologies.kernel.TopicSpec;
import io.tributary.topologies.kernel.TopicSpecs;
import io.tributary.topologies.kernel.Work;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** Counts a tenant's records in both stores, and tells each count as an event; each record adds {@code step}. Faults can be made on purpose. */
final class CountingContext implements ContextDefinition {
  static final Context CONTEXT = Context.CREDITS;

  /** A record that adds nothing and waits at the {@link #gate}. */
  static final String HOLD = "hold";

  /** More than a transaction may hold back. */
  private static final int BULK_ROWS = 9;

  private static final int BULK_BYTES = 1_900_000;

  /** What every record adds from now on. */
  volatile int step = 1;

  /** Whether a record writes so much beside that its rows can't be held back until the commit: they reach the stores at once. */
  volatile boolean bulky;

  /** Where a record of {@link #HOLD} waits, and with it all that its thread has not committed. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  /** Thrown, once, by the next upkeep of a task that has counted something since its start. */
  final AtomicReference<@Nullable Supplier<RuntimeException>> fault = new AtomicReference<>();

  /** Thrown, once, by a record of {@link #HOLD} behind the gate. */
  final AtomicReference<@Nullable Supplier<RuntimeException>> faultBehindGate = new AtomicReference<>();

  @Override
  public Context context() {
    return CONTEXT;
  }

  @Override
  public Set<String> inputs() {
    return Set.of(CONTEXT.outbox(), CONTEXT.commands());
  }

  @Override
  public List<TopicSpec> topics() {
    return List.of(
        TopicSpecs.outbox(CONTEXT), TopicSpecs.commands(CONTEXT), TopicSpecs.events(CONTEXT),
        TopicSpecs.deadLetters(CONTEXT));
  }

  @Override
  public Topology topology(Payloads payloads) {
    return ContextTopology.of(
        CONTEXT, inputs(), EnumSet.of(Outlet.EVENTS, Outlet.DEAD_LETTERS), () -> new Counter().logic());
  }

  private final class Counter implements Chore {
    private boolean counted;

    TaskLogic logic() {
      return new TaskLogic(Map.of(CONTEXT.outbox(), this::count, CONTEXT.commands(), this::count), List.of(this));
    }

    private void count(Received received, Work work) {
      if (Arrays.equals(received.payload(), HOLD.getBytes(StandardCharsets.UTF_8))) {
        await(gate);
        fail(faultBehindGate);
        return;
      }
      counted = true;
      Bytes key = key(received.tenantId());
      long count = number(work.views().get(key)) + step;
      byte[] row = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
      work.emit(Emission.event("test.counted", TenantKey.bytes(received.tenantId()), row, received.time(), new RecordHeaders()));
      for (Rows store : List.of(work.state(), work.views())) {
        store.put(key, row);
        for (int i = 0; bulky && i < BULK_ROWS; i++) {
          store.put(KeyCodec.key('b', received.tenantId()).ascending(i).build(), new byte[BULK_BYTES]);
        }
      }
    }

    @Override
    public void open(RowReader state) {
      counted = false;
    }

    @Override
    public void tick(RowReader state, Instant time, Work work) {
      if (counted) {
        fail(fault);
      }
    }

    private static void fail(AtomicReference<@Nullable Supplier<RuntimeException>> fault) {
      Supplier<RuntimeException> planned = fault.getAndSet(null);
      if (planned != null) {
        throw planned.get();
      }
    }

    @Override
    public boolean hasMore() {
      return true;
    }
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Bytes key(UUID tenantId) {
    return KeyCodec.key('n', tenantId).build();
  }

  static long number(byte @Nullable [] row) {
    return row == null ? 0 : ByteBuffer.wrap(row).getLong();
  }
}
