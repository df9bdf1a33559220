package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** What a read does while the partition moves under it. */
class CommittedReadTest {
  private static final UUID TENANT = UUID.randomUUID();
  private static final TopicPartition INPUT = new TopicPartition(CountingContext.CONTEXT.commands(), 0);

  private final CommittedInputs committed = new CommittedInputs();
  private final WriterThread thread = new WriterThread();
  private final GroupLease lease = new GroupLease(Duration.ofMinutes(1));
  private final Deque<Long> watermarks = new ArrayDeque<>();
  private int runs;

  CommittedReadTest() {
    committed.of(INPUT).assign(thread, 0);
    thread.hasPartitionsBy(lease);
    lease.assigned(System.nanoTime());
    lease.polled();
    thread.pollBegins();
  }

  @Test
  void aReadOnAQuietPartitionRunsOnceAndIsLabelledWithItsWatermark() throws Exception {
    watermarks.add(4L);
    assertThat(read(() -> 5L, StoreKind.VIEWS)).hasValueSatisfying(answer -> {
      assertThat(answer.value()).isEqualTo(5);
      assertThat(answer.position()).isEqualTo(at(4));
    });
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void aReadRunsAgainWhenTheWatermarkMovedDuringIt() throws Exception {
    watermarks.addAll(List.of(4L, 5L, 5L));
    assertThat(read(() -> (long) runs, StoreKind.VIEWS)).hasValueSatisfying(answer -> {
      assertThat(answer.value()).isEqualTo(2);
      assertThat(answer.position()).isEqualTo(at(5));
    });
  }

  @Test
  void onABusyPartitionTheLabelIsTheLaterWatermark() throws Exception {
    watermarks.addAll(List.of(4L, 5L, 6L, 7L, 8L, 9L));
    assertThat(read(() -> (long) runs, StoreKind.VIEWS)).hasValueSatisfying(answer -> {
      assertThat(answer.value()).isEqualTo(CommittedRead.ATTEMPTS);
      assertThat(answer.position()).isEqualTo(at(4 + CommittedRead.ATTEMPTS));
    });
  }

  @Test
  void stateIsLabelledWithWhatTheViewsReflectOnceItIsCommitted() throws Exception {
    watermarks.addAll(List.of(4L, 4L, 5L));
    assertThat(read(() -> 6L, StoreKind.STATE))
        .hasValueSatisfying(answer -> assertThat(answer.position()).isEqualTo(at(5)));
  }

  @Test
  void anOpenTransactionIsNotReleased() {
    watermarks.add(4L);
    thread.pollEnds();
    thread.transactionBegins();
    thread.pollBegins();
    assertThatExceptionOfType(UncommittedException.class).isThrownBy(() -> read(() -> 5L, StoreKind.VIEWS));
  }

  @Test
  void aPartitionAssignedAnewDuringTheReadVoidsIt() throws Exception {
    watermarks.add(4L);
    assertThat(read(() -> {
      committed.of(INPUT).assign(thread, 0);
      return 5L;
    }, StoreKind.VIEWS)).isEmpty();
  }

  @Test
  void aRollbackDuringTheReadVoidsIt() throws Exception {
    watermarks.add(4L);
    assertThat(read(() -> {
      thread.rolledBack();
      return 5L;
    }, StoreKind.VIEWS)).isEmpty();
  }

  @Test
  void aReadDuringWhichTheLeaseEndsMayNotBeTheNewest() throws Exception {
    watermarks.add(4L);
    assertThat(read(() -> {
      lease.ended();
      return 5L;
    }, StoreKind.VIEWS)).isEmpty();
  }

  @Test
  void aQuestionThatReadsOnAfterItsCallerHasLeftIsGivenUp() {
    watermarks.add(4L);
    for (StoreKind store : StoreKind.values()) {
      assertThatExceptionOfType(UncommittedException.class).as("%s", store).isThrownBy(
          () -> new CommittedRead<>(new Scanning(store), new Rows(), Deadline.in(Duration.ofMillis(20))).run());
    }
  }

  private Optional<Answer<Long>> read(Supplier<Long> value, StoreKind store) throws InterruptedException {
    ViewQuery<Long> query = new Counted(value, store);
    return new CommittedRead<>(query, new Rows(), Deadline.in(Duration.ofMillis(20))).run();
  }

  private static Position at(long offset) {
    return Position.ofCommand(CountingContext.CONTEXT, INPUT.topic(), INPUT.partition(), offset);
  }

  private final class Counted implements ViewQuery<Long> {
    private final Supplier<Long> value;
    private final StoreKind store;

    Counted(Supplier<Long> value, StoreKind store) {
      this.value = value;
      this.store = store;
    }

    @Override
    public Context context() {
      return CountingContext.CONTEXT;
    }

    @Override
    public UUID tenantId() {
      return TENANT;
    }

    @Override
    public StoreKind store() {
      return store;
    }

    @Override
    public Long run(RowReader rows) {
      runs++;
      return value.get();
    }
  }

  /** Never has enough of the views, whichever store it asks. */
  private record Scanning(StoreKind store) implements ViewQuery<Long> {
    @Override
    public Context context() {
      return CountingContext.CONTEXT;
    }

    @Override
    public UUID tenantId() {
      return TENANT;
    }

    @Override
    public Long run(RowReader rows) {
      RowReader views = store == StoreKind.VIEWS ? rows : rows.views();
      for (int i = 0; i < BoundedRows.MOST_ROWS; i++) {
        views.get(Bytes.wrap(new byte[0]));
        Thread.onSpinWait();
        if (i % 64 == 0) {
          LockSupport.parkNanos(1_000_000);
        }
      }
      return 0L;
    }
  }

  /** Shows each watermark once; the last stays. */
  private final class Rows implements PartitionRows {
    @Override
    public Context context() {
      return CountingContext.CONTEXT;
    }

    @Override
    public int partition() {
      return INPUT.partition();
    }

    @Override
    public Role role() {
      return Role.ACTIVE;
    }

    @Override
    public long behind(Watermark shown) {
      return -1;
    }

    @Override
    public List<TopicPartition> inputs() {
      return List.of(INPUT);
    }

    @Override
    public CommittedInputs committed() {
      return committed;
    }

    @Override
    public RowReader store(StoreKind kind) {
      return new EmptyRows();
    }

    @Override
    public Watermark watermark(UUID tenantId) {
      long offset = watermarks.size() > 1 ? watermarks.removeFirst() : watermarks.getFirst();
      return new Watermark(Map.of(INPUT, offset), 0);
    }
  }
}
