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
 * @param creditAmount of a consumption: its price when absent
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
  /** At its price, where it is a consumption that names no amount. */
  BatchOperation toOperation(UUID tenant, Pricer pricer) {
    return build(tenant, pricer);
  }

  /** As a consumption that a lease pays for. */
  BatchOperation toOperation(UUID tenant, String leaseId) {
    if (Boolean.TRUE.equals(hold)) {
      throw Fields.invalid("hold", "a lease pays for what was consumed; it can't be held");
    } else if (Boolean.TRUE.equals(balancing)) {
      throw Fields.invalid("balancing", "a lease pays for what was consumed, no more and no less");
    }
    BatchOperation operation = build(tenant, null);
    operation.setLeaseId(leaseId);
    return operation;
  }

  private BatchOperation build(UUID tenant, @Nullable Pricer pricer) {
    boolean holds = Boolean.TRUE.equals(hold);
    if (holds && occurredAt != null) {
      throw Fields.invalid("occurredAt", "a hold reserves for later; occurredAt is of a consumption");
    } else if (!holds && timeoutSeconds != null) {
      throw Fields.invalid("timeoutSeconds", "timeoutSeconds is of a hold");
    }
    String name = Applications.canonical(Fields.text("application", application, 50), "application");
    String operation = Fields.operation(operationCode, operationType);
    Pricer.Charge charge = pricer == null || holds
        ? new Pricer.Charge(Fields.required("creditAmount", creditAmount), null)
        : pricer.charge(tenant, name, operation, creditAmount);
    return BatchOperation.newBuilder()
        .setEntityId(Fields.entity("entityId", entityId, tenant))
        .setApplication(name)
        .setOperationCode(operation)
        .setOperationId(Fields.text("operationId", operationId, 200))
        .setAmount(charge.amount())
        .setPriced(charge.pricing() != null)
        .setPriceId(charge.pricing() == null ? null : charge.pricing().priceId())
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
