package io.tributary.api.credits;

import io.tributary.api.commands.Decided;
import io.tributary.api.commands.Dispatched;
import io.tributary.api.problems.Problem;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.CreditOutcome;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of a stream that are decided together, with what stands for those that can't be. */
final class StreamGroup {
  /**
   * A line that has no outcome.
   *
   * @param index of the line, from 0
   */
  record Failure(long index, String code, @Nullable String field, String detail, @Nullable String operationId) {
    static Failure of(long index, Problem problem, @Nullable String operationId) {
      return new Failure(index, problem.code().code(), problem.field(), problem.detail(), operationId);
    }
  }

  private record Line(long index, @Nullable BatchOperation operation, @Nullable Problem problem) {}

  private final List<Line> lines = new ArrayList<>();
  private final List<BatchOperation> operations = new ArrayList<>();
  private @Nullable Dispatched<List<CreditOutcome>> sent;
  private @Nullable Problem failed;

  void add(long index, BatchOperation operation) {
    lines.add(new Line(index, operation, null));
    operations.add(operation);
  }

  void add(long index, Problem problem) {
    lines.add(new Line(index, null, problem));
  }

  int size() {
    return lines.size();
  }

  List<BatchOperation> operations() {
    return operations;
  }

  void sent(Dispatched<List<CreditOutcome>> dispatched) {
    sent = dispatched;
  }

  void failed(ProblemException why) {
    failed = Problem.of(why);
  }

  /** What is written for its lines, in their order; waits for the decision. */
  List<Object> answers() {
    @Nullable Decided<List<CreditOutcome>> decided = await();
    List<Object> answers = new ArrayList<>(lines.size());
    int next = 0;
    for (Line line : lines) {
      BatchOperation operation = line.operation();
      if (operation == null) {
        answers.add(Failure.of(line.index(), line.problem(), null));
      } else if (decided instanceof Decided.Now<List<CreditOutcome>> now) {
        answers.add(BatchView.Item.of(line.index(), operation, now.answer().get(next++)));
      } else {
        answers.add(Failure.of(line.index(), reason(), operation.getOperationId()));
      }
    }
    return answers;
  }

  private @Nullable Decided<List<CreditOutcome>> await() {
    if (sent == null) {
      return null;
    }
    try {
      return sent.await();
    } catch (ProblemException away) {
      failed(away);
      return null;
    }
  }

  private Problem reason() {
    return failed != null
        ? failed
        : Problem.of(ErrorCode.NOT_READY, "not decided in time; send it again with the same operationId");
  }
}
