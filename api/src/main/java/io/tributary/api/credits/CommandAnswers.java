package io.tributary.api.credits;

import io.tributary.api.commands.Command;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Decided;
import io.tributary.api.requests.Positions;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.Decision;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.UUID;
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
