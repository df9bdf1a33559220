package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.util.UUID;

/**
 * A question about one tenant, answered from one store of one context. {@link #run} is pure over the rows: who finds the
 * partition, waits for a position and labels the answer is {@code interactive-queries}.
 *
 * @param <R> the answer
 */
public interface ViewQuery<R> {
  Context context();

  UUID tenantId();

  /**
   * {@link StoreKind#STATE} questions are answered by the active task only. They may read the views as well; where a
   * transaction ends between such reads, these are one apart.
   */
  default StoreKind store() {
    return StoreKind.VIEWS;
  }

  R run(RowReader rows);
}
