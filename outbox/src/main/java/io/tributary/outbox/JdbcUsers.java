package io.tributary.outbox;

import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link Users} over the tables in each tenant's schema. */
final class JdbcUsers implements Users {
  private static final int MAX_NAME = 200;
  private static final String OWNER = SeedRole.OWNER.name();

  private final JdbcClient jdbc;
  private final TenantRows tenants;
  private final UserEvents events;
  private final OutboxWriter outbox;
  private final Idempotency idempotency;
  private final UserResults results;
  private final Clock clock;

  JdbcUsers(
      JdbcClient jdbc,
      TenantRows tenants,
      UserEvents events,
      OutboxWriter outbox,
      Idempotency idempotency,
      UserResults results,
      Clock clock) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.events = events;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.results = results;
    this.clock = clock;
  }

  @Override
  public Written<User> create(UUID tenantId, NewUser request, WriteContext context) {
    String name = Checks.text("name", request.name(), MAX_NAME);
    String email = Checks.email("email", request.email());
    List<String> roles = request.roles().isEmpty() ? List.of(SeedRole.BASIC.name()) : sorted(request.roles());
    IdempotentWrite write =
        IdempotentWrite.of(tenantId, "user.create").with("name", name).with("email", email).with("roles", roles).build();
    return idempotency.run(write, context, results, () -> {
      UserRows users = users(tenantId);
      Instant now = Sql.now(clock);
      User user = new User(Ids.next(), tenantId, name, email, users.roles(roles), true, now, now);
      users.insert(user);
      return written(user, List.of(events.created(new EventMetas(tenantId, now, context), user)), context);
    });
  }

  @Override
  public Optional<User> find(UUID tenantId, UUID userId) {
    return users(tenantId).find(userId);
  }

  @Override
  public Slice<User> list(UUID tenantId, @Nullable String email, @Nullable UUID after, int limit) {
    Checks.limit(limit);
    UserRows users = users(tenantId);
    if (email == null) {
      return Slice.of(users.list(after, limit + 1), limit, User::id);
    }
    List<User> found = users.findByEmail(email.strip()).stream().toList();
    return new Slice<>(after == null ? found : List.of(), null);
  }

  @Override
  public Written<User> update(UUID tenantId, UUID userId, UserPatch patch, WriteContext context) {
    String name = patch.name() == null ? null : Checks.text("name", patch.name(), MAX_NAME);
    String email = patch.email() == null ? null : Checks.email("email", patch.email());
    List<String> roles = patch.roles() == null ? null : sorted(patch.roles());
    if (roles != null && roles.isEmpty()) {
      throw Checks.invalid("roles", "must name at least one role");
    }
    UserPatch checked = new UserPatch(name, email, roles, patch.isActive());
    IdempotentWrite write =
        IdempotentWrite.of(tenantId, "user.update")
            .with("userId", userId)
            .with("name", name)
            .with("email", email)
            .with("roles", roles)
            .with("isActive", patch.isActive())
            .build();
    return idempotency.run(write, context, results, () -> {
      UserRows users = users(tenantId);
      return change(users, userId, checked, tenantId, context);
    });
  }

  @Override
  public Written<User> deactivate(UUID tenantId, UUID userId, WriteContext context) {
    IdempotentWrite write = IdempotentWrite.of(tenantId, "user.deactivate").with("userId", userId).build();
    UserPatch patch = new UserPatch(null, null, null, false);
    return idempotency.run(write, context, results, () -> {
      UserRows users = users(tenantId);
      return change(users, userId, patch, tenantId, context);
    });
  }

  private Written<User> change(
      UserRows users, UUID userId, UserPatch patch, UUID tenantId, WriteContext context) {
    if (Boolean.FALSE.equals(patch.isActive()) || patch.roles() != null) {
      users.lockOwners();
    }
    UserRow row = users.lock(userId);
    User edited = patched(users, row.user(), patch);
    if (owns(row.user()) && !owns(edited) && !users.hasOtherOwner(userId)) {
      throw new ProblemException(ErrorCode.LAST_OWNER, "the tenant has no other active user with the role " + OWNER);
    }
    EventMetas metas = new EventMetas(tenantId, edited.updatedAt(), context);
    List<SpecificRecord> changes = events.changes(metas, row.version(), row.user(), edited);
    if (changes.isEmpty()) {
      return written(row.user(), changes, context);
    }
    users.update(edited, row.version() + changes.size(), !row.user().roles().equals(edited.roles()));
    return written(edited, changes, context);
  }

  private static boolean owns(User user) {
    return user.isActive() && user.roles().contains(OWNER);
  }

  private User patched(UserRows users, User user, UserPatch patch) {
    return new User(
        user.id(),
        user.tenantId(),
        patch.name() == null ? user.name() : patch.name(),
        patch.email() == null ? user.email() : patch.email(),
        patch.roles() == null ? user.roles() : users.roles(patch.roles()),
        patch.isActive() == null ? user.isActive() : patch.isActive(),
        user.createdAt(),
        Sql.now(clock));
  }

  private Written<User> written(User user, List<? extends SpecificRecord> changes, WriteContext context) {
    long tenantSeq = outbox.append(Context.DIRECTORY, user.tenantId(), changes, context.traceparent());
    return new Written<>(user, Context.DIRECTORY, user.tenantId(), tenantSeq, false);
  }

  private UserRows users(UUID tenantId) {
    return new UserRows(jdbc, tenantId, tenants.active(tenantId).schema());
  }

  private static List<String> sorted(List<String> roles) {
    return roles.stream().distinct().sorted().toList();
  }
}
