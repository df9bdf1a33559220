package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.outbox.CreditFunding;
import io.tributary.outbox.Funding;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Funds an entity: credits that can be allocated to applications afterwards. */
@RestController
@Tag(name = "Credits")
class FundingController {
  /** The body; {@code entityId} defaults to the tenant's root organization. */
  record Request(
      @Nullable String tenantId,
      @Nullable String entityId,
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String reason) {}

  /** The answer; {@code funded} and {@code unallocated} are the entity's totals after it. */
  record Answer(
      String fundingId,
      String tenantId,
      String entityId,
      long creditAmount,
      @Nullable String reason,
      long funded,
      long unallocated,
      Instant createdAt,
      String position) {}

  private final CreditFunding funding;
  private final TenantDoor door;
  private final Positions positions;

  FundingController(CreditFunding funding, TenantDoor door, Positions positions) {
    this.funding = funding;
    this.door = door;
    this.positions = positions;
  }

  @PostMapping("/api/credits/fund")
  @Operation(summary = "Fund an entity of a tenant with credits (platform)")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Answer> fund(@RequestBody Request body, Caller caller, WriteContext context) {
    AccessRules.require(caller, Action.FUND);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    Written<Funding> written =
        funding.fund(
            tenant,
            Fields.entity("entityId", body.entityId(), tenant),
            Fields.required("creditAmount", body.creditAmount()),
            Fields.optionalText("reason", body.reason(), 500),
            context);
    return positions.written(HttpStatus.CREATED, written).body(answer(written));
  }

  private Answer answer(Written<Funding> written) {
    Funding made = written.value();
    return new Answer(
        made.fundingId().toString(),
        made.tenantId().toString(),
        made.entityId(),
        made.amount(),
        made.reason(),
        made.funded(),
        made.unallocated(),
        made.createdAt(),
        positions.token(Positions.of(written)));
  }
}
