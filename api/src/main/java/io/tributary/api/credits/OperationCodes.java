package io.tributary.api.credits;

import io.tributary.api.requests.Fields;
import org.jspecify.annotations.Nullable;

/** The code of an operation, under either of its names. */
final class OperationCodes {
  private OperationCodes() {}

  static String of(@Nullable String operationCode, @Nullable String operationType) {
    if (operationCode != null && operationType != null && !operationCode.equals(operationType)) {
      throw Fields.invalid("operationType", "operationType is another name of operationCode, but they differ");
    }
    return Fields.text("operationCode", operationCode == null ? operationType : operationCode, 100);
  }
}
