package io.tributary.api.inventory;

import io.tributary.inventory.InventoryRefusal;
import io.tributary.inventory.InventoryReply;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inventory's refusals in the words of the error catalogue. */
final class Refusals {
  private Refusals() {}

  static ErrorCode code(InventoryRefusal refusal) {
    return switch (refusal) {
      case TENANT_NOT_ACTIVE -> ErrorCode.TENANT_NOT_ACTIVE;
      case OPERATION_MISMATCH -> ErrorCode.OPERATION_MISMATCH;
      case VERSION_CONFLICT -> ErrorCode.VERSION_CONFLICT;
      case PRODUCT_NOT_FOUND -> ErrorCode.PRODUCT_NOT_FOUND;
      case PRODUCT_EXISTS -> ErrorCode.PRODUCT_EXISTS;
      case SKU_TAKEN -> ErrorCode.SKU_TAKEN;
      case PRODUCT_INACTIVE -> ErrorCode.PRODUCT_INACTIVE;
      case WAREHOUSE_NOT_FOUND -> ErrorCode.WAREHOUSE_NOT_FOUND;
      case WAREHOUSE_EXISTS -> ErrorCode.WAREHOUSE_EXISTS;
      case WAREHOUSE_INACTIVE -> ErrorCode.WAREHOUSE_INACTIVE;
      case LOCATION_NOT_FOUND -> ErrorCode.LOCATION_NOT_FOUND;
      case LOCATION_EXISTS -> ErrorCode.LOCATION_EXISTS;
      case LOCATION_INACTIVE -> ErrorCode.LOCATION_INACTIVE;
      case SAME_LOCATION -> ErrorCode.SAME_LOCATION;
      case QUANTITY_TOO_PRECISE -> ErrorCode.QUANTITY_TOO_PRECISE;
      case QUANTITY_OUT_OF_RANGE -> ErrorCode.QUANTITY_OUT_OF_RANGE;
      case LOT_REQUIRED -> ErrorCode.LOT_REQUIRED;
      case LOT_NOT_TRACKED -> ErrorCode.LOT_NOT_TRACKED;
      case SERIAL_TAKEN -> ErrorCode.SERIAL_TAKEN;
      case INSUFFICIENT_STOCK -> ErrorCode.INSUFFICIENT_STOCK;
      case RESERVATION_NOT_FOUND -> ErrorCode.RESERVATION_NOT_FOUND;
      case RESERVATION_ENDED -> ErrorCode.RESERVATION_ENDED;
      case EXCEEDS_RESERVATION -> ErrorCode.EXCEEDS_RESERVATION;
      case STOCK_RESERVED -> ErrorCode.STOCK_RESERVED;
      case RESERVATION_OF_ORDER -> ErrorCode.RESERVATION_OF_ORDER;
      case ORDER_NOT_FOUND -> ErrorCode.ORDER_NOT_FOUND;
      case ORDER_EXISTS -> ErrorCode.ORDER_EXISTS;
      case ORDER_ENDED -> ErrorCode.ORDER_ENDED;
      case ORDER_SHIPPED -> ErrorCode.ORDER_SHIPPED;
      case ORDER_LINE_NOT_FOUND -> ErrorCode.ORDER_LINE_NOT_FOUND;
      case ORDER_NOT_READY -> ErrorCode.ORDER_NOT_READY;
      case EXCEEDS_ORDER_LINE -> ErrorCode.EXCEEDS_ORDER_LINE;
      case TRANSFER_NOT_FOUND -> ErrorCode.TRANSFER_NOT_FOUND;
      case TRANSFER_EXISTS -> ErrorCode.TRANSFER_EXISTS;
      case TRANSFER_ENDED -> ErrorCode.TRANSFER_ENDED;
      case OCCURRED_IN_FUTURE -> ErrorCode.OCCURRED_IN_FUTURE;
      case BACKDATED_TOO_FAR -> ErrorCode.BACKDATED_TOO_FAR;
      case NOT_IN_STOCK_THEN -> ErrorCode.NOT_IN_STOCK_THEN;
      case UNIT_UNKNOWN -> ErrorCode.UNIT_UNKNOWN;
      case UNIT_INEXACT -> ErrorCode.UNIT_INEXACT;
      case UNKNOWN -> ErrorCode.INTERNAL;
    };
  }

  static ProblemException problem(InventoryReply reply, InventoryRefusal refusal, String position) {
    ErrorCode code = code(refusal);
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("decision", "refused");
    more.put("operationId", reply.getOperationId());
    put(more, "id", reply.getSubjectId());
    put(more, "version", code == ErrorCode.VERSION_CONFLICT ? reply.getVersion() : null);
    put(more, "orderLineId", reply.getOrderLineId());
    put(more, "available", InventoryOutcome.plain(reply.getAvailable()));
    more.put("replayed", reply.getReplayed());
    put(more, "eventId", reply.getEventId());
    more.put("position", position);
    return new ProblemException(code, field(reply, refusal), code.meaning(), more);
  }

  /** What of the request breaks the rule, where that is one field; of a line, the line's. */
  private static @Nullable String field(InventoryReply reply, InventoryRefusal refusal) {
    String field = switch (refusal) {
      case UNIT_UNKNOWN -> "unit";
      case UNIT_INEXACT, QUANTITY_TOO_PRECISE ->
          reply.getCommandType().equals("inventory.recount") ? "counted" : "quantity";
      default -> null;
    };
    return field == null ? reply.getField() : reply.getOrderLineId() == null ? field : "lines." + field;
  }

  private static void put(Map<String, Object> more, String name, @Nullable Object value) {
    if (value != null) {
      more.put(name, value);
    }
  }
}
