package io.tributary.api.credits;

import io.tributary.api.commands.Command;
import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.credits.TakeLease;
import io.tributary.outbox.WriteContext;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.CreditCommand.PlaceHold;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The body of a lease.
 *
 * @param creditAmount whole credits; the lease has less where less is left
 * @param ttlSeconds from the decision on, by the platform's clock: how long it may be spent
 * @param graceSeconds from then on: how long what was spent is taken; a day when absent
 * @param operationId of the taking, so that it can be sent again; the {@code Idempotency-Key} when absent
 */
record LeaseRequest(
    @Nullable String tenantId,
    @Nullable String entityId,
    @Nullable String application,
    @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
    @Nullable Long ttlSeconds,
    @Nullable Long graceSeconds,
    @Nullable String operationId) {
  private static final String TYPE = "credits.take_lease";
  private static final long DEFAULT_GRACE = Duration.ofDays(1).toSeconds();

  String canonicalApplication() {
    return Applications.canonical(Fields.text("application", application, 50), "application");
  }

  String operation(WriteContext context) {
    return Fields.text("operationId", operationId == null ? context.idempotencyKey() : operationId, 200);
  }

  Command toCommand(UUID tenant, WriteContext context, Correlation correlation) {
    String name = canonicalApplication();
    String entity = Fields.entity("entityId", entityId, tenant);
    String operation = operation(context);
    long amount = Fields.required("creditAmount", creditAmount);
    long ttl = seconds("ttlSeconds", Fields.required("ttlSeconds", ttlSeconds), 1);
    long grace = seconds("graceSeconds", graceSeconds == null ? DEFAULT_GRACE : graceSeconds, 0);
    return new Command(
        tenant, TYPE, context.userId(), correlation.id(), correlation.traceparent(),
        meta -> new TakeLease(meta, entity, name, operation, amount, ttl, grace));
  }

  private static long seconds(String field, long seconds, long least) {
    long most = PlaceHold.MAX_TIMEOUT.toSeconds();
    if (seconds < least || seconds > most) {
      throw Fields.invalid(field, field + " must be a number from " + least + " to " + most);
    }
    return seconds;
  }
}
