package io.tributary.queries;

import io.tributary.topologies.kernel.ViewQuery;

/** Asks a tenant's state, wherever it lives. */
public interface QueryService {
  /**
   * @throws io.tributary.schemas.ProblemException {@code POSITION_NOT_REACHED} when the asked position is not reached in
   *     time, {@code NOT_READY} when no instance can serve the tenant's partition now
   */
  <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options);
}
