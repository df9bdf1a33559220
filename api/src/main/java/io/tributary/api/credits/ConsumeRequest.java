package io.tributary.api.credits;

import io.tributary.api.commands.Consumption;
import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.json.MetadataReader;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.outbox.WriteContext;
import io.tributary.schemas.Applications;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The body of a consumption (S0).
 *
 * @param operationCode what was done, such as {@code crm.accounts.create}; {@code operationType} is its other name
 * @param creditAmount the operation's price when absent
 * @param operationId the caller's id of this one operation; the {@code Idempotency-Key} when absent
 * @param userId on whose behalf; the token's subject when absent and the caller is a tenant's
 * @param balancing consume what is left, up to the amount
 * @param occurredAt when late usage happened; the decision is taken now all the same
 * @param metadata an object, or a string that holds one in JSON
 */
record ConsumeRequest(
    @Nullable String tenantId,
    @Nullable String application,
    @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
    @Nullable String operationCode,
    @Nullable String operationType,
    @Nullable String operationId,
    @Nullable String entityId,
    @Nullable String userId,
    @Nullable Boolean balancing,
    @Nullable Instant occurredAt,
    @JsonDeserialize(using = MetadataReader.class) @Nullable Map<String, String> metadata) {

  Consumption toConsumption(UUID tenant, Pricer pricer, WriteContext context, Correlation correlation) {
    String name = Applications.canonical(Fields.text("application", application, 50));
    String operation = Fields.operation(operationCode, operationType);
    String user = Fields.optionalText("userId", userId, 128);
    Pricer.Charge charge = pricer.charge(tenant, name, operation, creditAmount);
    return new Consumption(
        tenant,
        Fields.entity("entityId", entityId, tenant),
        name,
        operation,
        Fields.text("operationId", operationId == null ? context.idempotencyKey() : operationId, 200),
        charge.amount(),
        Boolean.TRUE.equals(balancing),
        occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MILLIS),
        charge.pricing(),
        user == null ? context.userId() : user,
        Objects.requireNonNullElse(metadata, Map.of()),
        correlation.id(),
        correlation.traceparent());
  }
}
