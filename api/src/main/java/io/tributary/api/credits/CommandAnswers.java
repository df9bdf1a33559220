package io.tributary.api.credits;

import io.tributary.api.commands.Command;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Decided;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.api.requests.Request;
import io.tributary.common.CommandMeta;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.Decision;
import io.tributary.topologies.credits.OperationId;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends an operation to the ledger and answers with its committed outcome. */
@Component
class CommandAnswers {
  /** The answer when the decision did not come in time; {@code operation} is where to ask for it. */
  record Pending(String status, String operation, String operationCode, String operationId, @Nullable String position) {}

  private final CommandGateway<List<CreditOutcome>> gateway;
  private final Positions positions;

  CommandAnswers(CommandGateway<List<CreditOutcome>> gateway, Positions positions) {
    this.gateway = gateway;
    this.positions = positions;
  }

  /** 200 with the outcome, a problem that says why it was refused, or 202 with a link. */
  ResponseEntity<?> to(Command command, OperationIds operation, HttpServletResponse response) {
    return switch (gateway.send(command)) {
      case Decided.Now<List<CreditOutcome>> now -> decided(command.tenantId(), now, response);
      case Decided.Later<List<CreditOutcome>> later -> pending(command.tenantId(), operation, later);
    };
  }

  /**
   * Ends a hold or a lease, which can be done once: by an operation of the ledger's own, whose id is the caller's, else the
   * {@code Idempotency-Key}, else that of what it ends.
   *
   * @param type of the command
   * @param code of the operation, one of {@link OperationId}'s
   * @param body the command's record, of its envelope and its operation id
   */
  ResponseEntity<?> end(
      Request by,
      UUID tenant,
      String type,
      String code,
      String ended,
      @Nullable String operationId,
      BiFunction<CommandMeta, String, SpecificRecord> body) {
    String key = operationId == null ? by.context().idempotencyKey() : operationId;
    String operation = Fields.text("operationId", key == null ? ended : key, 200);
    Command command =
        new Command(
            tenant, type, by.context().userId(), by.correlation().id(), by.correlation().traceparent(),
            meta -> body.apply(meta, operation));
    return to(command, new OperationIds(OperationId.LEDGER, code, operation), by.response());
  }

  private ResponseEntity<OutcomeView> decided(UUID tenant, Decided.Now<List<CreditOutcome>> now, HttpServletResponse response) {
    String position = positions.token(now.position());
    CreditOutcome outcome = now.answer().getFirst();
    if (outcome.getDecision() != Decision.APPROVED) {
      response.setHeader(Positions.HEADER, position);
      throw Refusals.problem(outcome, position);
    }
    return positions.answer(HttpStatus.OK, now.position()).body(OutcomeView.of(tenant, outcome, position));
  }

  private ResponseEntity<Pending> pending(UUID tenant, OperationIds operation, Decided.Later<List<CreditOutcome>> later) {
    String link = operation.link(tenant);
    String position = later.position().isNone() ? null : positions.token(later.position());
    return positions
        .answer(HttpStatus.ACCEPTED, later.position())
        .location(URI.create(link))
        .body(new Pending("pending", link, operation.operationCode(), operation.operationId(), position));
  }
}
