package io.tributary.queries;

import io.tributary.topologies.kernel.ViewQuery;

/** Asks a tenant's state, wherever it lives. Thread-safe; blocks the calling thread, which may be virtual. */
public interface QueryService {
  /**
   * Answers from what is committed, and reflects {@code options.atLeast()}. What is guaranteed:
   *
   * <ul>
   *   <li>Nothing is shown that can still be rolled back (design rule 4).
   *   <li>No row is newer than the answer's position, so whoever brings that position along as {@code atLeast} never goes
   *       back in time.
   *   <li>The rows are exactly the state at that position, unless the partition was written to during each of three
   *       tries; then each single get and each single scan of the query is a consistent cut, and the answer may lack some
   *       of what its position covers.
   *   <li>Of {@code atLeast} only the entries count that concern the asked tenant's partition in the asked context; for a
   *       context that only follows others' events, those of the contexts that it follows count as well.
   * </ul>
   *
   * @throws io.tributary.schemas.ProblemException {@code POSITION_NOT_REACHED} when the asked position is not reached in
   *     time; {@code NOT_READY} when nobody can serve the tenant's partition now, or what was read is not committed in
   *     time. Both have the extension {@code retryAfter}: seconds, a {@code Long}
   */
  <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options);
}
