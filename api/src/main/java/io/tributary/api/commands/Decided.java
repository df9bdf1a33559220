package io.tributary.api.commands;

import io.tributary.credits.CreditOutcome;
import io.tributary.queries.Position;
import io.tributary.schemas.Context;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What became of a command by the time its caller stopped waiting. */
public sealed interface Decided {
  /** The position that reflects the command; none while it is not known to be stored. */
  Position position();

  /**
   * It was decided; approved or refused.
   *
   * @param outcomes one for each of its operations, in their order
   */
  record Now(List<CreditOutcome> outcomes, Position position) implements Decided {
    public Now {
      outcomes = List.copyOf(outcomes);
    }

    /** Of a command that is one operation. */
    public CreditOutcome outcome() {
      return outcomes.getFirst();
    }
  }

  /** It will be decided, but no reply came in time; the operation log will have the outcome at the position. */
  record Later(Position position) implements Decided {}

  static Decided of(Reply reply) {
    return new Now(reply.outcomes(), at(reply.inputPartition(), reply.inputOffset()));
  }

  static Decided later(@Nullable RecordMetadata stored) {
    return new Later(stored == null ? Position.none() : at(stored.partition(), stored.offset()));
  }

  private static Position at(int partition, long offset) {
    return Position.ofCommand(Context.CREDITS, Context.CREDITS.commands(), partition, offset);
  }
}
