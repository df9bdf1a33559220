package io.tributary.queries;

/** A process that may hold what is asked for. Thread-safe. */
public interface QueryHost {
  /**
   * Asks it once; waits, until the question's deadline, for what only time can bring there: a position, a commit.
   *
   * @throws io.tributary.schemas.ProblemException when the question itself is at fault
   */
  <R> Attempt<R> attempt(Ask<R> ask) throws InterruptedException;
}
