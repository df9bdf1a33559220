package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;

/** The tenant's count as its follower knows it; 0 before the first event. */
record FollowedCountQuery(UUID tenantId) implements ViewQuery<Long> {
  @Override
  public Context context() {
    return Context.USAGE;
  }

  @Override
  public Long run(RowReader rows) {
    return CountingContext.number(rows.get(CountingContext.key(tenantId)));
  }
}
