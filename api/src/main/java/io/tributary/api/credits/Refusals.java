package io.tributary.api.credits;

import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.RefusalCode;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger's refusals in the words of the error catalogue. */
final class Refusals {
  private Refusals() {}

  static ErrorCode code(ConsumptionReply reply) {
    return switch (Optional.ofNullable(reply.getCode()).orElse(RefusalCode.UNKNOWN)) {
      case INSUFFICIENT_CREDITS -> ErrorCode.INSUFFICIENT_CREDITS;
      case WALLET_NOT_FOUND -> ErrorCode.WALLET_NOT_FOUND;
      case TENANT_NOT_ACTIVE -> ErrorCode.TENANT_NOT_ACTIVE;
      case OPERATION_MISMATCH -> ErrorCode.OPERATION_MISMATCH;
      case AMOUNT_OUT_OF_RANGE -> ErrorCode.AMOUNT_TOO_LARGE;
      case UNKNOWN -> ErrorCode.INTERNAL;
    };
  }

  static ProblemException problem(ConsumptionReply reply, String position) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("decision", "refused");
    put(more, "balance", reply.getBalance());
    more.put("entityId", reply.getEntityId());
    more.put("application", reply.getApplication());
    more.put("operationCode", reply.getOperationCode());
    more.put("operationId", reply.getOperationId());
    more.put("creditAmount", reply.getAmount());
    more.put("replayed", reply.getReplayed());
    put(more, "eventId", reply.getEventId());
    more.put("position", position);
    String field = Optional.ofNullable(reply.getField()).map(Refusals::jsonName).orElse(null);
    return new ProblemException(code(reply), field, detail(reply, field), more);
  }

  /** The one field whose name differs between the command and the request. */
  static String jsonName(String field) {
    return field.equals("amount") ? "creditAmount" : field;
  }

  private static String detail(ConsumptionReply reply, @Nullable String field) {
    return switch (code(reply)) {
      case INSUFFICIENT_CREDITS -> "the balance of " + reply.getBalance() + " does not cover " + reply.getAmount();
      case WALLET_NOT_FOUND ->
          "nothing was ever allocated to " + reply.getApplication() + " of the entity " + reply.getEntityId();
      case TENANT_NOT_ACTIVE -> "the tenant is not ACTIVE";
      case OPERATION_MISMATCH -> "this operation was decided before with another " + field;
      case AMOUNT_TOO_LARGE -> "the amount is outside what the ledger moves";
      default -> "the ledger refused for a reason that is not known here";
    };
  }

  private static void put(Map<String, Object> more, String name, @Nullable Object value) {
    if (value != null) {
      more.put(name, value);
    }
  }
}
