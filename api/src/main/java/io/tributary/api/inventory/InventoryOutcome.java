package io.tributary.api.inventory;

import io.tributary.inventory.InventoryReply;
import io.tributary.topologies.inventory.OperationOutcome;
import io.tributary.topologies.inventory.Order;
import io.tributary.topologies.inventory.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an operation.
 *
 * @param decision {@code approved} or {@code refused}
 * @param code why it was refused, a code of the error catalogue
 * @param id of the product, warehouse, location, reservation or order that it is about; absent for the policy
 * @param version of that, after the decision: what {@code expectedVersion} is compared with
 * @param quantity what was moved, reserved or released
 * @param backordered what the reservation waits for
 * @param available of the product, right after the decision
 * @param orderStatus of an order, right after the decision
 * @param replayed true when the operation was decided before and this is its recorded outcome
 */
record InventoryOutcome(
    String decision,
    @Nullable String code,
    String operationId,
    @Nullable String id,
    long version,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal backordered,
    @Nullable BigDecimal available,
    Order.@Nullable Status orderStatus,
    @Nullable String eventId,
    boolean replayed,
    Instant decidedAt,
    String position) {
  static InventoryOutcome of(InventoryReply reply, String position) {
    return new InventoryOutcome(
        "approved",
        null,
        reply.getOperationId(),
        reply.getSubjectId(),
        reply.getVersion(),
        plain(reply.getQuantity()),
        plain(reply.getBackordered()),
        plain(reply.getAvailable()),
        reply.getOrderStatus() == null ? null : Order.Status.valueOf(reply.getOrderStatus()),
        reply.getEventId(),
        reply.getReplayed(),
        reply.getDecidedAt(),
        position);
  }

  static InventoryOutcome of(String operationId, OperationOutcome outcome, String position) {
    Refusal refusal = outcome.refusal();
    return new InventoryOutcome(
        refusal == null ? "approved" : "refused",
        refusal == null ? null : refusal.name().toLowerCase(Locale.ROOT),
        operationId,
        outcome.subjectId(),
        outcome.version(),
        outcome.quantity(),
        outcome.backordered(),
        outcome.available(),
        outcome.orderStatus() == null ? null : Order.Status.valueOf(outcome.orderStatus()),
        outcome.eventId(),
        true,
        outcome.decidedAt(),
        position);
  }

  /** Without the zeros that the schemas' scale adds. */
  static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
