package io.tributary.outbox;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant's users. Refusals are {@link io.tributary.schemas.ProblemException}. */
public interface Users {
  Written<User> create(UUID tenantId, NewUser user, WriteContext context);

  Optional<User> find(UUID tenantId, UUID userId);

  /** Ordered by id; {@code email} narrows to the one user with that address. */
  Slice<User> list(UUID tenantId, @Nullable String email, @Nullable UUID after, int limit);

  Written<User> update(UUID tenantId, UUID userId, UserPatch patch, WriteContext context);

  /** Marks the user inactive; references to it stay valid (S0, delete policies). */
  Written<User> deactivate(UUID tenantId, UUID userId, WriteContext context);
}
