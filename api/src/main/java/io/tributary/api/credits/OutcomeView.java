package io.tributary.api.credits;

import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.Decision;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a consumption.
 *
 * @param decision {@code approved} or {@code refused}
 * @param code why it was refused, a code of the error catalogue
 * @param field the request's field that the refusal is about
 * @param balance the wallet's right after the decision; absent when there is no wallet
 * @param eventId the event that records it
 * @param replayed true when the operation was decided before and this is its recorded outcome
 */
record OutcomeView(
    String decision,
    @Nullable String code,
    @Nullable String field,
    String tenantId,
    String entityId,
    String application,
    String operationCode,
    String operationId,
    long creditAmount,
    @Nullable Long balance,
    @Nullable Long allocated,
    @Nullable Long consumed,
    @Nullable String eventId,
    boolean replayed,
    Instant decidedAt,
    String position) {

  static OutcomeView of(ConsumptionReply reply, String position) {
    boolean refused = reply.getDecision() != Decision.APPROVED;
    return new OutcomeView(
        reply.getDecision().name().toLowerCase(Locale.ROOT),
        refused ? Refusals.code(reply).code() : null,
        Optional.ofNullable(reply.getField()).map(Refusals::jsonName).orElse(null),
        reply.getTenantId(),
        reply.getEntityId(),
        reply.getApplication(),
        reply.getOperationCode(),
        reply.getOperationId(),
        reply.getAmount(),
        reply.getBalance(),
        reply.getAllocated(),
        reply.getConsumed(),
        reply.getEventId(),
        reply.getReplayed(),
        reply.getDecidedAt(),
        position);
  }
}
