package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What refusals are asked. */
final class Problems {
  private Problems() {}

  static ProblemException refused(ErrorCode code, String field, ThrowingCallable call) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, call);
    assertThat(problem).as("refused as %s", code).isNotNull();
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.field()).isEqualTo(field);
    return problem;
  }
}
