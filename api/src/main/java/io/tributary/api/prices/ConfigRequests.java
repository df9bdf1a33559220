package io.tributary.api.prices;

import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.requests.Fields;
import io.tributary.outbox.CreditConfigChange;
import io.tributary.outbox.NewCreditConfig;
import io.tributary.outbox.PriceScope;
import io.tributary.schemas.Applications;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Bodies of the prices' endpoints. */
final class ConfigRequests {
  private ConfigRequests() {}

  /**
   * A price to begin.
   *
   * @param operationType another name of {@code operationCode}
   * @param tenantId for one tenant only; then without {@code plan}
   * @param effectiveFrom ISO-8601, not in the past; now when absent
   */
  record Create(
      @Nullable String operationCode,
      @Nullable String operationType,
      @Nullable String tenantId,
      @Nullable String plan,
      @Nullable String application,
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String effectiveFrom,
      @Nullable String effectiveTo,
      @Nullable String description) {

    NewCreditConfig toConfig(@Nullable UUID tenant) {
      String operation = Fields.operation(operationCode, operationType);
      if (tenant != null && plan != null) {
        throw Fields.invalid("plan", "a price is a tenant's or a plan's, not both");
      }
      PriceScope scope =
          new PriceScope(
              tenant,
              Fields.optionalText("plan", plan, 50),
              application == null ? null : Applications.canonical(Fields.text("application", application, 50)));
      return new NewCreditConfig(
          operation,
          scope,
          Fields.required("creditAmount", creditAmount),
          Fields.optionalInstant("effectiveFrom", effectiveFrom),
          Fields.optionalInstant("effectiveTo", effectiveTo),
          Fields.optionalText("description", description, 500));
    }
  }

  /** What takes a price's place. */
  record Replace(
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String effectiveFrom,
      @Nullable String effectiveTo,
      @Nullable String description) {

    CreditConfigChange toChange() {
      return new CreditConfigChange(
          Fields.required("creditAmount", creditAmount),
          Fields.optionalInstant("effectiveFrom", effectiveFrom),
          Fields.optionalInstant("effectiveTo", effectiveTo),
          Fields.optionalText("description", description, 500));
    }
  }
}
