package io.tributary.api.users;

import io.tributary.outbox.User;
import java.time.Instant;
import java.util.List;

/** A user as it is shown (S0's {@code userId}, {@code tenantId}, {@code isActive}). */
record UserView(
    String userId,
    String tenantId,
    String name,
    String email,
    List<String> roles,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt) {
  static UserView of(User user) {
    return new UserView(
        user.id().toString(),
        user.tenantId().toString(),
        user.name(),
        user.email(),
        user.roles(),
        user.isActive(),
        user.createdAt(),
        user.updatedAt());
  }
}
