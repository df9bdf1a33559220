package io.tributary.api.harness;

import io.tributary.outbox.NewUser;
import io.tributary.outbox.Slice;
import io.tributary.outbox.User;
import io.tributary.outbox.UserPatch;
import io.tributary.outbox.Users;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Users in memory. */
public final class MemoryUsers implements Users {
  private final ConcurrentSkipListMap<UUID, User> rows = new ConcurrentSkipListMap<>();
  private final AtomicLong sequence = new AtomicLong();

  @Override
  public Written<User> create(UUID tenantId, NewUser user, WriteContext context) {
    if (list(tenantId, user.email(), null, 1).items().size() == 1) {
      throw new ProblemException(ErrorCode.EMAIL_TAKEN, "email", "taken");
    }
    List<String> roles = user.roles().isEmpty() ? List.of("BASIC") : user.roles();
    return put(
        new User(Ids.next(), tenantId, user.name(), user.email(), roles, true, Instant.now(), Instant.now()));
  }

  private Written<User> put(User user) {
    rows.put(user.id(), user);
    return new Written<>(user, Context.DIRECTORY, user.tenantId(), sequence.incrementAndGet(), false);
  }

  @Override
  public Optional<User> find(UUID tenantId, UUID userId) {
    return Optional.ofNullable(rows.get(userId)).filter(user -> user.tenantId().equals(tenantId));
  }

  @Override
  public Slice<User> list(UUID tenantId, @Nullable String email, @Nullable UUID after, int limit) {
    List<User> items =
        (after == null ? rows : rows.tailMap(after, false))
            .values().stream()
                .filter(user -> user.tenantId().equals(tenantId))
                .filter(user -> email == null || user.email().equals(email))
                .limit(limit + 1L)
                .toList();
    return items.size() <= limit
        ? new Slice<>(items, null)
        : new Slice<>(items.subList(0, limit), items.get(limit - 1).id());
  }

  @Override
  public Written<User> update(UUID tenantId, UUID userId, UserPatch patch, WriteContext context) {
    User old = find(tenantId, userId).orElseThrow();
    return put(
        new User(
            userId,
            tenantId,
            Objects.requireNonNullElse(patch.name(), old.name()),
            Objects.requireNonNullElse(patch.email(), old.email()),
            Objects.requireNonNullElse(patch.roles(), old.roles()),
            Objects.requireNonNullElse(patch.isActive(), old.isActive()),
            old.createdAt(),
            Instant.now()));
  }

  @Override
  public Written<User> deactivate(UUID tenantId, UUID userId, WriteContext context) {
    return update(tenantId, userId, new UserPatch(null, null, null, false), context);
  }
}
