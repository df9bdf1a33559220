package io.tributary.queries;

import io.tributary.schemas.Context;
import java.util.List;

/** Which processes hold a partition of a context, as far as this process knows now. Thread-safe. */
public interface Placement {
  /** Permanent for a platform: the same in every process. */
  int partitions();

  /**
   * Whom to ask, the most promising first.
   *
   * @param standbys whether those are wanted too that only follow the partition
   */
  List<QueryHost> hosts(Context context, int partition, boolean standbys);
}
