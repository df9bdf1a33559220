package io.tributary.topologies.inventory;

import io.tributary.inventory.InventoryRefusal;
import io.tributary.inventory.InventoryReply;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Received;

/** Makes what operations are answered with. */
final class Replies {
  private static final int NOBODY = -1;

  private Replies() {}

  static InventoryReply of(Operation operation, OperationOutcome outcome, Cause cause, Received received) {
    Refusal refusal = outcome.refusal();
    return to(operation, cause, received)
        .setCode(refusal == null ? null : InventoryRefusal.valueOf(refusal.name()))
        .setSubjectId(outcome.subjectId())
        .setVersion(outcome.version())
        .setQuantity(Decimals.optional(outcome.quantity()))
        .setBackordered(Decimals.optional(outcome.backordered()))
        .setAvailable(Decimals.optional(outcome.available()))
        .setEventId(outcome.eventId())
        .setOrderStatus(outcome.orderStatus())
        .setOrderLineId(outcome.orderLineId())
        .setDecidedAt(outcome.decidedAt())
        .build();
  }

  /** The answer to an operation whose id was used before with other content. */
  static InventoryReply mismatch(Operation operation, String field, Cause cause, Received received) {
    return to(operation, cause, received)
        .setCode(InventoryRefusal.OPERATION_MISMATCH)
        .setField(field)
        .setDecidedAt(received.time())
        .build();
  }

  private static InventoryReply.Builder to(Operation operation, Cause cause, Received received) {
    return InventoryReply.newBuilder()
        .setCommandId(cause.id().toString())
        .setTenantId(cause.tenantId().toString())
        .setReplyPartition(NOBODY)
        .setInputPartition(received.partition())
        .setInputOffset(received.offset())
        .setOperationId(operation.id())
        .setCommandType(operation.type());
  }
}
