package io.tributary.api.credits;

import io.tributary.api.commands.Command;
import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.json.MetadataReader;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.credits.HoldCredits;
import io.tributary.outbox.WriteContext;
import io.tributary.schemas.Applications;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The body of a hold, under the names of a consumption.
 *
 * @param operationId the caller's id of the operation that the credits are for; the {@code Idempotency-Key} when absent
 * @param timeoutSeconds from the decision on, by the platform's clock; the hold never expires when absent
 * @param balancing hold what is left, up to the amount
 */
record HoldRequest(
    @Nullable String tenantId,
    @Nullable String application,
    @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
    @Nullable String operationCode,
    @Nullable String operationType,
    @Nullable String operationId,
    @Nullable String entityId,
    @Nullable String userId,
    @Nullable Long timeoutSeconds,
    @Nullable Boolean balancing,
    @JsonDeserialize(using = MetadataReader.class) @Nullable Map<String, String> metadata) {
  private static final String TYPE = "credits.hold";

  String canonicalApplication() {
    return Applications.canonical(Fields.text("application", application, 50), "application");
  }

  OperationIds operation(WriteContext context) {
    return new OperationIds(
        canonicalApplication(),
        Fields.operation(operationCode, operationType),
        Fields.text("operationId", operationId == null ? context.idempotencyKey() : operationId, 200));
  }

  Command toCommand(UUID tenant, WriteContext context, Correlation correlation) {
    OperationIds operation = operation(context);
    String entity = Fields.entity("entityId", entityId, tenant);
    String user = Fields.optionalText("userId", userId, 128);
    long amount = Fields.required("creditAmount", creditAmount);
    Long timeout = BatchItem.timeout(timeoutSeconds);
    return new Command(
        tenant,
        TYPE,
        user == null ? context.userId() : user,
        correlation.id(),
        correlation.traceparent(),
        meta ->
            HoldCredits.newBuilder()
                .setMeta(meta)
                .setEntityId(entity)
                .setApplication(operation.application())
                .setOperationCode(operation.operationCode())
                .setOperationId(operation.operationId())
                .setAmount(amount)
                .setBalancing(Boolean.TRUE.equals(balancing))
                .setTimeoutSeconds(timeout)
                .setAttributes(Objects.requireNonNullElse(metadata, Map.of()))
                .build());
  }
}
