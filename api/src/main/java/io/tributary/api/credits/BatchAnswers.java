package io.tributary.api.credits;

import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Decided;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.Decision;
import io.tributary.outbox.WriteContext;
import io.tributary.schemas.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends operations to the ledger as one command and answers with an outcome for each. */
@Component
class BatchAnswers {
  /** The answer when the decisions did not come in time: sent again, the operations have the same outcomes. */
  record Pending(String status, @Nullable String position) {}

  private final CommandGateway<List<CreditOutcome>> gateway;
  private final Positions positions;

  BatchAnswers(CommandGateway<List<CreditOutcome>> gateway, Positions positions) {
    this.gateway = gateway;
    this.positions = positions;
  }

  /** 200 with the outcomes, whatever was refused, or 202. */
  ResponseEntity<?> to(
      UUID tenant, WriteContext context, Correlation correlation, boolean linked, List<BatchOperation> operations) {
    return switch (gateway.send(Batches.command(tenant, context.userId(), correlation, linked, operations))) {
      case Decided.Now<List<CreditOutcome>> now -> positions.answer(HttpStatus.OK, now.position()).body(view(operations, now));
      case Decided.Later<List<CreditOutcome>> later ->
          positions
              .answer(HttpStatus.ACCEPTED, later.position())
              .body(new Pending("pending", later.position().isNone() ? null : positions.token(later.position())));
    };
  }

  /** @throws ProblemException {@code INVALID_FIELD} naming the item and its field, or for a batch of another size */
  static List<BatchOperation> operations(
      List<@Nullable BatchItem> items, Function<BatchItem, BatchOperation> operation) {
    if (items.isEmpty() || items.size() > Batches.MAX_OPERATIONS) {
      throw Fields.invalid("operations", "operations must be 1 to " + Batches.MAX_OPERATIONS);
    }
    List<BatchOperation> operations = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String at = "operations[" + i + "]";
      try {
        operations.add(operation.apply(Fields.required(at, items.get(i))));
      } catch (ProblemException invalid) {
        String field = invalid.field();
        throw at.equals(field)
            ? invalid
            : new ProblemException(invalid.code(), at + "." + field, invalid.detail(), invalid.extensions());
      }
    }
    return operations;
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
}
