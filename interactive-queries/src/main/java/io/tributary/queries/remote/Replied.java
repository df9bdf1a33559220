package io.tributary.queries.remote;

import io.tributary.queries.Answer;
import io.tributary.queries.Attempt;
import io.tributary.queries.PositionCodec;
import io.tributary.queries.Role;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a process replies to a question, as it travels. */
final class Replied {
  private static final byte[] NOTHING = {};

  /** Exactly one of its components says what the body is, or stands for it. */
  private record Head(@Nullable Label answered, Attempt.@Nullable Missed<?> missed, @Nullable Problem problem) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Label(byte[] position, Role role, long lag) {}

  private record Problem(ErrorCode code, @Nullable String field, String detail, Map<String, Object> extensions) {}

  private Replied() {}

  static byte[] write(Attempt<?> attempt) {
    return switch (attempt) {
      case Attempt.Answered<?>(Answer<?> answer) -> {
        Label label = new Label(PositionCodec.encode(answer.position()), answer.role(), answer.lag());
        yield new Frame(WireJson.write(new Head(label, null, null)), WireJson.write(answer.value())).bytes();
      }
      case Attempt.Missed<?> missed -> new Frame(WireJson.write(new Head(null, missed, null)), NOTHING).bytes();
    };
  }

  static byte[] write(ProblemException problem) {
    Problem told = new Problem(problem.code(), problem.field(), problem.detail(), problem.extensions());
    return new Frame(WireJson.write(new Head(null, null, told)), NOTHING).bytes();
  }

  /**
   * @throws WireException when it is not a reply to such a question
   * @throws ProblemException that was replied
   */
  static <R> Attempt<R> read(byte[] bytes, ViewQuery<R> query) {
    Frame frame = Frame.read(bytes);
    Head head = WireJson.read(frame.head(), Head.class);
    if (head.answered() != null) {
      Label label = head.answered();
      R value = WireJson.read(frame.body(), WireJson.argument(query.getClass(), ViewQuery.class));
      return new Attempt.Answered<>(new Answer<>(value, PositionCodec.decode(label.position()), label.role(), label.lag()));
    }
    if (head.missed() != null) {
      return Attempt.missed(head.missed().why(), head.missed().reason());
    }
    if (head.problem() != null) {
      Problem problem = head.problem();
      throw new ProblemException(problem.code(), problem.field(), problem.detail(), problem.extensions());
    }
    throw new WireException("a reply says nothing");
  }
}
