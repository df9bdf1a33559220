package io.tributary.queries;

import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one partition and releases what was read once it is committed.
 *
 * <p>The task applies a record to the views as one atomic batch that contains its watermark. The watermark is read before
 * the rows and again after them. If it stands still, the rows are exactly the state at that position, however many reads
 * the query made. If it moves, the query runs again, up to {@value #ATTEMPTS} times; on a partition busier still, each
 * single get and each single scan remains a consistent cut, and the later watermark is the label. So in any case no row is
 * newer than the answer's position, and a reader who brings that position along never goes back in time.
 */
final class CommittedRead<R> {
  static final int ATTEMPTS = 3;

  private record Reading<R>(R value, Watermark at) {}

  private final ViewQuery<R> query;
  private final PartitionRows rows;
  private final Deadline deadline;

  CommittedRead(ViewQuery<R> query, PartitionRows rows, Deadline deadline) {
    this.query = query;
    this.rows = rows;
    this.deadline = deadline;
  }

  /**
   * The answer, or empty when what was read was rolled back, or may have been, or may not be the newest.
   *
   * @throws UncommittedException when what was read is not committed in time
   */
  Optional<Answer<R>> run() throws InterruptedException {
    if (rows.role() == Role.STANDBY) {
      // It is fed from the changelog by a read_committed consumer: what it shows is committed.
      Reading<R> reading = read();
      return Optional.of(answer(reading.value(), reading.at(), rows.behind(reading.at())));
    }
    CommittedInputs committed = rows.committed();
    long assignment = committed.generation(rows.inputs());
    Map<WriterThread, Long> writers = committed.writers(rows.inputs());
    Reading<R> reading = read();
    for (var writer : writers.entrySet()) {
      WriterThread thread = writer.getKey();
      switch (thread.clean().await(thread.stretch(), writer.getValue(), deadline.remainingNanos())) {
        case REACHED -> {}
        case VOID -> {
          return Optional.empty();
        }
        case TIMED_OUT -> throw new UncommittedException();
      }
    }
    Watermark label = stillReadable(reading);
    if (committed.generation(rows.inputs()) != assignment || !stillOwned(writers.keySet())) {
      return Optional.empty();
    }
    return Optional.of(answer(reading.value(), label, committed.behind(rows.inputs())));
  }

  /**
   * The label of what was read. Fails when the stores were closed since: a task whose writes are rolled back is closed
   * first, and assigned anew later.
   */
  private Watermark stillReadable(Reading<R> reading) {
    return switch (query.store()) {
      case VIEWS -> {
        rows.store(StoreKind.VIEWS);
        yield reading.at();
      }
      // A record's batch for the state comes before that for the views, which holds the watermark; now both are there.
      case STATE -> rows.watermark(query.tenantId());
    };
  }

  /** Whether nobody else can have written to the partition before it was read. */
  private static boolean stillOwned(Set<WriterThread> writers) {
    long now = System.nanoTime();
    return writers.stream().allMatch(writer -> writer.lease().holds(now));
  }

  private Reading<R> read() {
    Watermark before = rows.watermark(query.tenantId());
    for (int attempt = 1; ; attempt++) {
      R value = query.run(new BoundedRows(rows, query, deadline));
      Watermark after = rows.watermark(query.tenantId());
      if (after.equals(before) || attempt == ATTEMPTS) {
        return new Reading<>(value, after);
      }
      before = after;
    }
  }

  private Answer<R> answer(R value, Watermark at, long lag) {
    Map<Position.Input, Long> offsets = new HashMap<>();
    at.offsets().forEach((input, offset) ->
        offsets.put(new Position.Input(rows.context(), input.topic(), input.partition()), offset));
    long sequence = at.sequence();
    Map<Position.Stream, Long> sequences = sequence == 0
        ? Map.of()
        : Map.of(new Position.Stream(rows.context(), query.tenantId()), sequence);
    return new Answer<>(value, new Position(offsets, sequences), rows.role(), lag);
  }
}
