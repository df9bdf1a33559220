package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** The outcome of an operation; empty when it is not decided, was not worth remembering, or is forgotten. */
public record OperationQuery(UUID tenantId, String application, String operationCode, String operationId)
    implements ViewQuery<Optional<OperationView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public StoreKind store() {
    return StoreKind.STATE;
  }

  @Override
  public Optional<OperationView> run(RowReader rows) {
    OperationId operation = new OperationId(application, operationCode, operationId);
    return OperationLog.find(rows, tenantId, operation.identity())
        .map(row -> new OperationView(Replies.of(operation, OperationRow.decode(operation, row))));
  }
}
