package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Positions;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.credits.OperationQuery;
import io.tributary.topologies.credits.OperationView;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the outcome of an operation whose caller did not wait for it, from the operation log. */
@RestController
@Tag(name = "Credits")
class OperationsController {
  private final QueryService queries;
  private final TenantDoor door;
  private final Positions positions;

  OperationsController(QueryService queries, TenantDoor door, Positions positions) {
    this.queries = queries;
    this.door = door;
    this.positions = positions;
  }

  @GetMapping("/api/operations/{id}")
  @Operation(
      summary = "Show the outcome of an operation",
      description = "With the `Tributary-Position` of the 202 answer it waits until the operation is decided.")
  ResponseEntity<OutcomeView> show(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    OperationIds operation = OperationIds.decode(id);
    Answer<Optional<OperationView>> answer =
        queries.ask(
            new OperationQuery(
                tenant, operation.application(), operation.operationCode(), operation.operationId()),
            ReadOptions.after(atLeast));
    OperationView found =
        answer
            .value()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.OPERATION_NOT_FOUND, "it was never asked for, or is not decided yet"));
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(OutcomeView.of(tenant, found.outcome(), positions.token(answer.position())));
  }
}
