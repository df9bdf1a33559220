package io.tributary.outbox;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's users. Refusals are {@link io.tributary.schemas.ProblemException}: every call may meet
 * {@code TENANT_NOT_FOUND} and {@code TENANT_NOT_ACTIVE} (extension {@code status}), every write {@code INVALID_FIELD},
 * {@code IDEMPOTENCY_MISMATCH} and, again, the refusal that its Idempotency-Key met before.
 */
public interface Users {
  /**
   * Creates an active user.
   *
   * @throws io.tributary.schemas.ProblemException {@code EMAIL_TAKEN}; addresses are unique per tenant, whatever their case
   */
  Written<User> create(UUID tenantId, NewUser user, WriteContext context);

  Optional<User> find(UUID tenantId, UUID userId);

  /** Ordered by id, 1 to 1,000 at once; {@code email} narrows to the one user with that address, whatever its case. */
  Slice<User> list(UUID tenantId, @Nullable String email, @Nullable UUID after, int limit);

  /**
   * Changes what the patch names: one event for each fact that differs, none when nothing does.
   *
   * @throws io.tributary.schemas.ProblemException {@code USER_NOT_FOUND}, {@code EMAIL_TAKEN}, and {@code LAST_OWNER}
   *     when nobody active would be left with the role OWNER
   */
  Written<User> update(UUID tenantId, UUID userId, UserPatch patch, WriteContext context);

  /**
   * Marks the user inactive; references to it stay valid (S0, delete policies). Again is no change.
   *
   * @throws io.tributary.schemas.ProblemException {@code USER_NOT_FOUND}, {@code LAST_OWNER}
   */
  Written<User> deactivate(UUID tenantId, UUID userId, WriteContext context);
}
