package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The outcome of an operation, as long as it is remembered.
 *
 * @param type of its command
 */
public record OperationQuery(UUID tenantId, String type, String operationId)
    implements ViewQuery<Optional<OperationOutcome>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public StoreKind store() {
    return StoreKind.STATE;
  }

  @Override
  public Optional<OperationOutcome> run(RowReader rows) {
    return OperationLog.find(rows, tenantId, List.of(type, operationId)).map(OperationRow::decode);
  }
}
