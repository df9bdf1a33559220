package io.tributary.client;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be paid for. Code and id identify it: consumed again, by whatever way, it has the same outcome.
 *
 * @param operationCode what was done, such as {@code crm.accounts.create}
 * @param operationId the application's id of this one operation, 1 to 200 characters
 * @param creditAmount whole credits, from 1
 * @param userId on whose behalf; null: on the token's
 * @param metadata kept with the consumption; not part of its content
 */
public record Operation(
    String operationCode, String operationId, long creditAmount, @Nullable String userId, Map<String, String> metadata) {
  public Operation {
    Objects.requireNonNull(operationCode, "operationCode");
    Objects.requireNonNull(operationId, "operationId");
    if (creditAmount < 1) {
      throw new IllegalArgumentException("creditAmount must be at least 1");
    }
    metadata = Map.copyOf(metadata);
  }

  public Operation(String operationCode, String operationId, long creditAmount) {
    this(operationCode, operationId, creditAmount, null, Map.of());
  }

  /** What identifies it within the application. */
  Key key() {
    return new Key(operationCode, operationId);
  }

  record Key(String operationCode, String operationId) {}
}
