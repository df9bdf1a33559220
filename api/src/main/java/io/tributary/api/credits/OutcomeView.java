package io.tributary.api.credits;

import io.tributary.credits.CreditOutcome;
import io.tributary.credits.Decision;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an operation.
 *
 * @param decision {@code approved} or {@code refused}
 * @param code why it was refused, a code of the error catalogue
 * @param field the request's field that the refusal is about
 * @param creditAmount what was moved; of a refusal, what was asked for
 * @param requestedAmount what was asked for, where less was moved
 * @param holdId of the hold that was placed or ended
 * @param expiresAt of the hold that was placed; absent when it never expires
 * @param occurredAt when late usage happened, as it was told
 * @param priceId the price that made the amount; absent where the caller named it
 * @param balance the wallet's right after the decision; absent when there is no wallet
 * @param cap that it was refused by
 * @param eventId the event that records it
 * @param replayed true when the operation was decided before and this is its recorded outcome
 */
record OutcomeView(
    String decision,
    @Nullable String code,
    @Nullable String field,
    String tenantId,
    @Nullable String entityId,
    @Nullable String application,
    @Nullable String operationCode,
    @Nullable String operationId,
    long creditAmount,
    @Nullable Long requestedAmount,
    @Nullable String holdId,
    @Nullable Instant expiresAt,
    @Nullable Instant occurredAt,
    @Nullable String priceId,
    @Nullable Long balance,
    @Nullable Long allocated,
    @Nullable Long consumed,
    @Nullable CapView cap,
    @Nullable String eventId,
    boolean replayed,
    Instant decidedAt,
    String position) {

  static OutcomeView of(UUID tenant, CreditOutcome outcome, String position) {
    boolean refused = outcome.getDecision() != Decision.APPROVED;
    return new OutcomeView(
        outcome.getDecision().name().toLowerCase(Locale.ROOT),
        refused ? Refusals.code(outcome).code() : null,
        Refusals.jsonName(outcome.getField()),
        tenant.toString(),
        outcome.getEntityId(),
        outcome.getApplication(),
        outcome.getOperationCode(),
        outcome.getOperationId(),
        outcome.getAmount(),
        outcome.getRequested(),
        outcome.getHoldId(),
        outcome.getExpiresAt(),
        outcome.getOccurredAt(),
        outcome.getPriceId(),
        outcome.getBalance(),
        outcome.getAllocated(),
        outcome.getConsumed(),
        CapView.of(outcome),
        outcome.getEventId(),
        outcome.getReplayed(),
        outcome.getDecidedAt(),
        position);
  }
}
