package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.requests.Correlation;
import io.tributary.credits.CreditOutcome;
import io.tributary.outbox.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Consumes and holds line by line, for as long as the caller sends. */
@RestController
@Tag(name = "Credits")
class StreamController {
  static final String NDJSON = "application/x-ndjson";

  private final CommandGateway<List<CreditOutcome>> gateway;
  private final TenantDoor door;
  private final Pricer pricer;
  private final JsonMapper mapper;

  StreamController(
      CommandGateway<List<CreditOutcome>> gateway, TenantDoor door, Pricer pricer, JsonMapper mapper) {
    this.gateway = gateway;
    this.door = door;
    this.pricer = pricer;
    this.mapper = mapper;
  }

  @PostMapping(path = "/api/credits/consume/stream", consumes = NDJSON, produces = NDJSON)
  @Operation(
      summary = "Consume and hold credits, a line of JSON for each operation",
      description =
          "A line is an operation as of a batch; the answer has a line for each, in their order, as they are decided."
              + " `index` is the line's number from 0. A line that can't be read is answered with a problem's `code`,"
              + " and the stream goes on. One after the other: an operation is decided on what those before it left.")
  @ApiResponse(responseCode = "200", description = "An outcome, or a failure, for each line")
  void consume(
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    AccessRules.require(caller, Action.CONSUME);
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    response.setContentType(NDJSON);
    new ConsumeStream(
            gateway,
            mapper,
            item -> item.toOperation(tenant, pricer),
            operations -> Batches.command(tenant, context.userId(), correlation, false, operations))
        .run(request.getInputStream(), response.getOutputStream());
  }
}
