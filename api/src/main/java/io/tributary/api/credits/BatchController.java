package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Decided;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.Decision;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import io.tributary.schemas.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

  /** The answer when the decisions did not come in time: sent again, the operations have the same outcomes. */
  record Pending(String status, @Nullable String position) {}

  private final CommandGateway<List<CreditOutcome>> gateway;
  private final TenantDoor door;
  private final Positions positions;

  BatchController(CommandGateway<List<CreditOutcome>> gateway, TenantDoor door, Positions positions) {
    this.gateway = gateway;
    this.door = door;
    this.positions = positions;
  }

  @PostMapping("/api/credits/consume/batch")
  @Operation(
      summary = "Consume and hold credits, up to 1,000 operations at once",
      description =
          "Decided in their order, each under its own `operationId`: sent again they have the same outcomes. The answer"
              + " is 200 whatever was refused; `linked` makes it all or nothing.")
  @ApiResponse(responseCode = "200", description = "Decided; an outcome for each operation, in their order")
  @ApiResponse(responseCode = "202", description = "Not decided in time; send the same batch again")
  ResponseEntity<?> consume(
      @RequestBody Request body, Caller caller, WriteContext context, Correlation correlation) {
    AccessRules.require(caller, Action.CONSUME);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    List<BatchOperation> operations = operations(tenant, Fields.required("operations", body.operations()));
    boolean linked = Boolean.TRUE.equals(body.linked());
    return switch (gateway.send(Batches.command(tenant, context.userId(), correlation, linked, operations))) {
      case Decided.Now<List<CreditOutcome>> now ->
          positions.answer(HttpStatus.OK, now.position()).body(view(operations, now));
      case Decided.Later<List<CreditOutcome>> later ->
          positions
              .answer(HttpStatus.ACCEPTED, later.position())
              .body(new Pending("pending", later.position().isNone() ? null : positions.token(later.position())));
    };
  }

  private BatchView view(List<BatchOperation> operations, Decided.Now<List<CreditOutcome>> now) {
    List<CreditOutcome> outcomes = now.answer();
    int approved =
        (int) outcomes.stream().filter(outcome -> outcome.getDecision() == Decision.APPROVED).count();
    return new BatchView(
        approved,
        outcomes.size() - approved,
        IntStream.range(0, outcomes.size())
            .mapToObj(i -> BatchView.Item.of(i, operations.get(i), outcomes.get(i)))
            .toList(),
        positions.token(now.position()));
  }

  private static List<BatchOperation> operations(UUID tenant, List<@Nullable BatchItem> items) {
    if (items.isEmpty() || items.size() > Batches.MAX_OPERATIONS) {
      throw Fields.invalid("operations", "operations must be 1 to " + Batches.MAX_OPERATIONS);
    }
    List<BatchOperation> operations = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String at = "operations[" + i + "]";
      try {
        operations.add(Fields.required(at, items.get(i)).toOperation(tenant));
      } catch (ProblemException invalid) {
        String field = invalid.field();
        throw at.equals(field)
            ? invalid
            : new ProblemException(invalid.code(), at + "." + field, invalid.detail(), invalid.extensions());
      }
    }
    return operations;
  }
}
