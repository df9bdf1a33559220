package io.tributary.queries;

import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;

/**
 * A question on its way to one process.
 *
 * <p>Where its context follows others, whoever sends it has seen to it that those others have committed what {@code
 * atLeast} says of them.
 *
 * @param deadline when the one who asks stops waiting
 * @param standbyAllowed whether a standby may answer; questions to the state store never go there
 */
public record Ask<R>(ViewQuery<R> query, Position atLeast, Deadline deadline, boolean standbyAllowed) {
  public Ask {
    standbyAllowed = standbyAllowed && query.store() == StoreKind.VIEWS;
  }

  Ask<R> until(Deadline earlier) {
    return new Ask<>(query, atLeast, earlier, standbyAllowed);
  }
}
