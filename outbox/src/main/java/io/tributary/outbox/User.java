package io.tributary.outbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A user of a tenant; {@code roles} are role names such as OWNER. */
public record User(
    UUID id,
    UUID tenantId,
    String name,
    String email,
    List<String> roles,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt) {
  public User {
    roles = List.copyOf(roles);
  }
}
