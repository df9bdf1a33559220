package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.credits.BatchOperation;
import io.tributary.outbox.WriteContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Consumes and holds by the thousand: one command, one decision of the ledger, one answer. */
@RestController
@Tag(name = "Credits")
class BatchController {
  /**
   * The body.
   *
   * @param linked all or nothing: where one operation is refused, none takes effect
   * @param operations 1 to 1,000, decided in their order
   */
  record Request(
      @Nullable String tenantId, @Nullable Boolean linked, @Nullable List<@Nullable BatchItem> operations) {}

  private final BatchAnswers answers;
  private final TenantDoor door;
  private final Pricer pricer;

  BatchController(BatchAnswers answers, TenantDoor door, Pricer pricer) {
    this.answers = answers;
    this.door = door;
    this.pricer = pricer;
  }

  @PostMapping("/api/credits/consume/batch")
  @Operation(
      summary = "Consume and hold credits, up to 1,000 operations at once",
      description =
          "Decided in their order, each under its own `operationId`: sent again they have the same outcomes. The answer"
              + " is 200 whatever was refused; `linked` makes it all or nothing. A consumption without `creditAmount` costs its"
              + " price.")
  @ApiResponse(responseCode = "200", description = "Decided; an outcome for each operation, in their order")
  @ApiResponse(responseCode = "202", description = "Not decided in time; send the same batch again")
  ResponseEntity<?> consume(
      @RequestBody Request body, Caller caller, WriteContext context, Correlation correlation) {
    AccessRules.require(caller, Action.CONSUME);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    List<BatchOperation> operations =
        BatchAnswers.operations(
            Fields.required("operations", body.operations()), item -> item.toOperation(tenant, pricer));
    return answers.to(tenant, context, correlation, Boolean.TRUE.equals(body.linked()), operations);
  }
}
