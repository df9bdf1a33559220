package io.tributary.queries;

import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one run of one question: none is handed out once its caller has stopped waiting, and no more than {@value
 * #MOST_ROWS} in all. A question that needs more is one that should have had a page.
 */
final class BoundedRows implements RowReader {
  static final int MOST_ROWS = 100_000;

  private final PartitionRows partition;
  private final RowReader rows;
  private final Count count;

  /** @throws org.apache.kafka.streams.errors.InvalidStateStoreException when the stores can't be read here now */
  BoundedRows(PartitionRows partition, ViewQuery<?> query, Deadline deadline) {
    this(partition, query.store(), new Count(query, deadline));
  }

  private BoundedRows(PartitionRows partition, StoreKind store, Count count) {
    this.partition = partition;
    this.rows = partition.store(store);
    this.count = count;
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    count.next();
    return rows.get(key);
  }

  @Override
  public <R> R scan(Bytes from, Bytes to, boolean reverse, Function<Iterator<Row>, R> body) {
    return rows.scan(from, to, reverse, found -> body.apply(new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public Row next() {
        count.next();
        return found.next();
      }
    }));
  }

  /** Counted with these. */
  @Override
  public RowReader views() {
    return new BoundedRows(partition, StoreKind.VIEWS, count);
  }

  /** Of the rows that the question has read, of whichever store. */
  private static final class Count {
    private final ViewQuery<?> query;
    private final Deadline deadline;
    private int read;

    private Count(ViewQuery<?> query, Deadline deadline) {
      this.query = query;
      this.deadline = deadline;
    }

    private void next() {
      read++;
      if (read > MOST_ROWS) {
        throw new IllegalStateException("%s reads more than %d rows".formatted(query, MOST_ROWS));
      }
      // The first rows cost less than looking at the clock.
      if (read % 64 == 0 && (deadline.passed() || Thread.currentThread().isInterrupted())) {
        throw new UncommittedException();
      }
    }
  }
}
