package io.tributary.api.credits;

import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger's refusals in the words of the error catalogue. */
final class Refusals {
  private Refusals() {}

  static ErrorCode code(CreditOutcome outcome) {
    return switch (Optional.ofNullable(outcome.getCode()).orElse(CreditRefusal.UNKNOWN)) {
      case INSUFFICIENT_CREDITS -> ErrorCode.INSUFFICIENT_CREDITS;
      case WALLET_NOT_FOUND -> ErrorCode.WALLET_NOT_FOUND;
      case TENANT_NOT_ACTIVE -> ErrorCode.TENANT_NOT_ACTIVE;
      case OPERATION_MISMATCH -> ErrorCode.OPERATION_MISMATCH;
      // The door lets no amount below 1 through: 0 stands for a price that was not found.
      case AMOUNT_OUT_OF_RANGE -> outcome.getAmount() == 0 ? ErrorCode.PRICE_NOT_FOUND : ErrorCode.AMOUNT_TOO_LARGE;
      case HOLD_NOT_FOUND -> ErrorCode.HOLD_NOT_FOUND;
      case HOLD_ALREADY_POSTED -> ErrorCode.HOLD_ALREADY_POSTED;
      case HOLD_ALREADY_VOIDED -> ErrorCode.HOLD_ALREADY_VOIDED;
      case HOLD_EXPIRED -> ErrorCode.HOLD_EXPIRED;
      case EXCEEDS_HOLD -> ErrorCode.EXCEEDS_HOLD;
      case TOO_MANY_HOLDS -> ErrorCode.TOO_MANY_HOLDS;
      case GRANT_NOT_FOUND -> ErrorCode.GRANT_NOT_FOUND;
      case GRANT_ENDED -> ErrorCode.GRANT_ENDED;
      case OCCURRED_TOO_LONG_AGO -> ErrorCode.OCCURRED_TOO_LONG_AGO;
      case OCCURRED_IN_FUTURE -> ErrorCode.OCCURRED_IN_FUTURE;
      case CONSUMPTION_NOT_FOUND -> ErrorCode.CONSUMPTION_NOT_FOUND;
      case EXCEEDS_CONSUMPTION -> ErrorCode.EXCEEDS_CONSUMPTION;
      case SAME_WALLET -> ErrorCode.INVALID_FIELD;
      case WALLET_LIMIT -> ErrorCode.WALLET_LIMIT;
      case TOO_MANY_GRANTS -> ErrorCode.TOO_MANY_GRANTS;
      case SPEND_CAP_EXCEEDED -> ErrorCode.SPEND_CAP_EXCEEDED;
      case TOP_UP_NOT_FOUND -> ErrorCode.TOP_UP_NOT_FOUND;
      case LINKED_OPERATION_FAILED -> ErrorCode.LINKED_OPERATION_FAILED;
      case UNKNOWN -> ErrorCode.INTERNAL;
    };
  }

  static ProblemException problem(CreditOutcome outcome, String position) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("decision", "refused");
    put(more, "balance", outcome.getBalance());
    put(more, "entityId", outcome.getEntityId());
    put(more, "application", outcome.getApplication());
    put(more, "operationCode", outcome.getOperationCode());
    put(more, "operationId", outcome.getOperationId());
    put(more, "holdId", outcome.getHoldId());
    CapView cap = CapView.of(outcome);
    if (cap != null) {
      more.put("capId", cap.capId());
      more.put("limit", cap.limit());
      more.put("left", cap.left());
      put(more, "windowEndsAt", cap.windowEndsAt());
    }
    more.put("creditAmount", outcome.getAmount());
    more.put("replayed", outcome.getReplayed());
    put(more, "eventId", outcome.getEventId());
    more.put("position", position);
    String field = jsonName(outcome.getField());
    return new ProblemException(code(outcome), field, detail(outcome, field), more);
  }

  /** The one field whose name differs between the command and the request. */
  static @Nullable String jsonName(@Nullable String field) {
    return "amount".equals(field) ? "creditAmount" : field;
  }

  private static String detail(CreditOutcome outcome, @Nullable String field) {
    ErrorCode code = code(outcome);
    return switch (code) {
      case INSUFFICIENT_CREDITS -> "the balance of " + outcome.getBalance() + " does not cover " + outcome.getAmount();
      case SPEND_CAP_EXCEEDED -> exceeded(outcome);
      case WALLET_NOT_FOUND ->
          "nothing was ever allocated to " + outcome.getApplication() + " of the entity " + outcome.getEntityId();
      case TENANT_NOT_ACTIVE -> "the tenant is not ACTIVE";
      case OPERATION_MISMATCH -> "this operation was decided before with another " + field;
      case PRICE_NOT_FOUND -> outcome.getOperationCode() + " has no price in " + outcome.getApplication();
      case AMOUNT_TOO_LARGE -> "the amount is outside what the ledger moves";
      case INVALID_FIELD -> "credits can only be transferred to another wallet";
      case INTERNAL -> "the ledger refused for a reason that is not known here";
      default -> code.meaning();
    };
  }

  private static String exceeded(CreditOutcome outcome) {
    CapView cap = CapView.of(outcome);
    if (cap == null) {
      return ErrorCode.SPEND_CAP_EXCEEDED.meaning();
    }
    String until = cap.windowEndsAt() == null ? "" : " until " + cap.windowEndsAt();
    return "the cap " + cap.capId() + " leaves " + cap.left() + " of " + cap.limit() + until;
  }

  private static void put(Map<String, Object> more, String name, @Nullable Object value) {
    if (value != null) {
      more.put(name, value);
    }
  }
}
