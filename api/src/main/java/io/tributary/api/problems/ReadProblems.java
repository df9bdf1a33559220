package io.tributary.api.problems;

import tools.jackson.core.JacksonException;

/** What is wrong with JSON that was read outside of a request's one body, such as a line of a stream. */
public final class ReadProblems {
  private ReadProblems() {}

  /** @param failure of a reader or of a rule for a field */
  public static Problem of(RuntimeException failure) {
    return ProblemMapper.refusal(failure)
        .orElseGet(() -> failure instanceof JacksonException json ? JsonProblems.of(json) : ProblemMapper.of(failure));
  }
}
