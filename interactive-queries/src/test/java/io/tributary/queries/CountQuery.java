package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;

/** The tenant's count; 0 when there is none. */
record CountQuery(UUID tenantId, StoreKind store) implements ViewQuery<Long> {
  static CountQuery of(UUID tenantId) {
    return new CountQuery(tenantId, StoreKind.VIEWS);
  }

  @Override
  public Context context() {
    return CountingContext.CONTEXT;
  }

  @Override
  public Long run(RowReader rows) {
    return CountingContext.number(rows.get(CountingContext.key(tenantId)));
  }
}
