package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent of a wallet in a window of time.
 *
 * @param id unique within its policy
 * @param operationCode null: of any operation
 * @param userId null: by anybody
 * @param perUser whether each user may spend the limit; else all of them together
 * @param limit credits, 0 to {@link Amounts#MAX}
 */
public record SpendCap(
    String id,
    @Nullable String operationCode,
    @Nullable String userId,
    boolean perUser,
    CapWindow window,
    long limit) {
  public SpendCap {
    if (limit < 0 || limit > Amounts.MAX || (perUser && userId != null)) {
      throw new IllegalArgumentException("cap " + id + " of " + limit + " credits");
    }
  }

  boolean covers(String code, @Nullable String user) {
    return (operationCode == null || operationCode.equals(code)) && (userId == null || userId.equals(user));
  }

  /** Whether what {@code other} has counted counts for this cap: all but the limit is the same. */
  boolean counts(SpendCap other) {
    return id.equals(other.id)
        && Objects.equals(operationCode, other.operationCode)
        && Objects.equals(userId, other.userId)
        && perUser == other.perUser
        && window == other.window;
  }

  /** Whose counter a user's spending counts in: one for all, or the user's own; whoever is not named has one together. */
  String counter(@Nullable String user) {
    return perUser && user != null ? user : "";
  }
}
