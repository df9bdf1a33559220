package io.tributary.api.credits;

import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.json.MetadataReader;
import io.tributary.api.requests.Fields;
import io.tributary.credits.BatchOperation;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.CreditCommand.PlaceHold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * One operation of a batch, or one line of a stream: a consumption, or a hold.
 *
 * @param hold reserve instead of consuming
 * @param timeoutSeconds of a hold
 * @param occurredAt of a consumption
 */
record BatchItem(
    @Nullable String application,
    @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
    @Nullable String operationCode,
    @Nullable String operationType,
    @Nullable String operationId,
    @Nullable String entityId,
    @Nullable String userId,
    @Nullable Boolean balancing,
    @Nullable Instant occurredAt,
    @Nullable Boolean hold,
    @Nullable Long timeoutSeconds,
    @JsonDeserialize(using = MetadataReader.class) @Nullable Map<String, String> metadata) {
  BatchOperation toOperation(UUID tenant) {
    boolean holds = Boolean.TRUE.equals(hold);
    if (holds && occurredAt != null) {
      throw Fields.invalid("occurredAt", "a hold reserves for later; occurredAt is of a consumption");
    } else if (!holds && timeoutSeconds != null) {
      throw Fields.invalid("timeoutSeconds", "timeoutSeconds is of a hold");
    }
    return BatchOperation.newBuilder()
        .setEntityId(Fields.entity("entityId", entityId, tenant))
        .setApplication(Applications.canonical(Fields.text("application", application, 50), "application"))
        .setOperationCode(Fields.operation(operationCode, operationType))
        .setOperationId(Fields.text("operationId", operationId, 200))
        .setAmount(Fields.required("creditAmount", creditAmount))
        .setBalancing(Boolean.TRUE.equals(balancing))
        .setOccurredAt(occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MILLIS))
        .setHold(holds)
        .setTimeoutSeconds(timeout(timeoutSeconds))
        .setUserId(Fields.optionalText("userId", userId, 128))
        .setAttributes(Objects.requireNonNullElse(metadata, Map.of()))
        .build();
  }

  /** How long a hold may stand: seconds, or absent for ever. */
  static @Nullable Long timeout(@Nullable Long seconds) {
    long most = PlaceHold.MAX_TIMEOUT.toSeconds();
    if (seconds != null && (seconds < 1 || seconds > most)) {
      throw Fields.invalid("timeoutSeconds", "timeoutSeconds must be a number from 1 to " + most);
    }
    return seconds;
  }
}
