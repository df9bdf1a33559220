package io.tributary.api.credits;

import io.tributary.credits.BatchOperation;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a batch, in the order of its operations.
 *
 * @param approved how many took effect
 */
record BatchView(int approved, int refused, List<Item> outcomes, String position) {
  /**
   * The outcome of one operation; {@link OutcomeView} says what each field is.
   *
   * @param index of the operation, from 0
   */
  record Item(
      long index,
      String decision,
      @Nullable String code,
      @Nullable String field,
      String operationId,
      long creditAmount,
      @Nullable Long requestedAmount,
      @Nullable String priceId,
      @Nullable String holdId,
      @Nullable Instant expiresAt,
      @Nullable Long balance,
      @Nullable CapView cap,
      @Nullable String eventId,
      boolean replayed,
      Instant decidedAt) {
    static Item of(long index, BatchOperation asked, CreditOutcome outcome) {
      boolean refused = outcome.getDecision() != Decision.APPROVED;
      return new Item(
          index,
          outcome.getDecision().name().toLowerCase(Locale.ROOT),
          refused ? Refusals.code(outcome).code() : null,
          Refusals.jsonName(outcome.getField()),
          asked.getOperationId(),
          refused ? asked.getAmount() : outcome.getAmount(),
          outcome.getRequested(),
          outcome.getPriceId(),
          outcome.getHoldId(),
          outcome.getExpiresAt(),
          outcome.getBalance(),
          CapView.of(outcome),
          outcome.getEventId(),
          outcome.getReplayed(),
          outcome.getDecidedAt());
    }
  }
}
