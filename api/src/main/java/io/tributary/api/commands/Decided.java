package io.tributary.api.commands;

import io.tributary.queries.Position;
import io.tributary.schemas.Context;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command by the time its caller stopped waiting.
 *
 * @param <A> what the context answers
 */
public sealed interface Decided<A> {
  /** The position that reflects the command; none while it is not known to be stored. */
  Position position();

  /** It was decided; approved or refused. */
  record Now<A>(A answer, Position position) implements Decided<A> {}

  /** It will be decided, but no reply came in time; the operation log will have the outcome at the position. */
  record Later<A>(Position position) implements Decided<A> {}

  static <A> Decided<A> of(Context context, Reply<A> reply) {
    return new Now<>(reply.answer(), at(context, reply.inputPartition(), reply.inputOffset()));
  }

  static <A> Decided<A> later(Context context, @Nullable RecordMetadata stored) {
    return new Later<>(stored == null ? Position.none() : at(context, stored.partition(), stored.offset()));
  }

  private static Position at(Context context, int partition, long offset) {
    return Position.ofCommand(context, context.commands(), partition, offset);
  }
}
