package io.tributary.outbox;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code users}, {@code roles} and {@code user_roles} of one tenant. */
final class UserRows {
  private static final String SELECT =
      """
      select u.*, array(
        select r.name from {s}.user_roles m join {s}.roles r on r.id = m.role_id
        where m.user_id = u.id order by r.level desc, r.name) as roles
      from {s}.users u\s""";

  private static final String OWNS =
      """
      exists (select from {s}.user_roles m join {s}.roles r on r.id = m.role_id
        where m.user_id = u.id and r.name = 'OWNER')""";

  private final JdbcClient jdbc;
  private final UUID tenantId;
  private final TenantSchema schema;

  UserRows(JdbcClient jdbc, UUID tenantId, TenantSchema schema) {
    this.jdbc = jdbc;
    this.tenantId = tenantId;
    this.schema = schema;
  }

  Optional<User> find(UUID id) {
    return sql(SELECT + "where u.id = ?").param(id).query((row, n) -> row(row).user()).optional();
  }

  /** Locks the row until the transaction ends. */
  UserRow lock(UUID id) {
    return sql(SELECT + "where u.id = ? for no key update of u")
        .param(id)
        .query((row, n) -> row(row))
        .optional()
        .orElseThrow(() -> new ProblemException(ErrorCode.USER_NOT_FOUND, "the tenant has no user " + id));
  }

  List<User> list(@Nullable UUID after, int limit) {
    UUID from = after == null ? new UUID(0, 0) : after;
    return sql(SELECT + "where u.id > ? order by u.id limit ?")
        .params(from, limit)
        .query((row, n) -> row(row).user())
        .list();
  }

  Optional<User> findByEmail(String email) {
    return sql(SELECT + "where lower(u.email) = lower(?)").param(email).query((row, n) -> row(row).user()).optional();
  }

  /** Of the names, those that are roles here: the highest first, each once. */
  List<String> roles(Collection<String> names) {
    List<String> known =
        sql("select name from {s}.roles where name = any(?) order by level desc, name")
            .param(names.toArray(String[]::new))
            .query(String.class)
            .list();
    if (known.size() < new TreeSet<>(names).size()) {
      throw Checks.invalid("roles", "must name roles of the tenant");
    }
    return known;
  }

  void insert(User user) {
    int inserted =
        sql("""
            insert into {s}.users (id, name, email, is_active, version, created_at, updated_at)
            values (?, ?, ?, ?, 1, ?, ?) on conflict ((lower(email))) do nothing""")
            .params(
                user.id(), user.name(), user.email(), user.isActive(),
                Sql.timestamp(user.createdAt()), Sql.timestamp(user.updatedAt()))
            .update();
    if (inserted == 0) {
      throw emailTaken();
    }
    insertRoles(user);
  }

  void update(User user, long version, boolean rolesChanged) {
    try {
      sql("update {s}.users set name = ?, email = ?, is_active = ?, version = ?, updated_at = ? where id = ?")
          .params(
              user.name(), user.email(), user.isActive(), version, Sql.timestamp(user.updatedAt()), user.id())
          .update();
    } catch (DuplicateKeyException e) {
      throw emailTaken();
    }
    if (rolesChanged) {
      sql("delete from {s}.user_roles where user_id = ?").param(user.id()).update();
      insertRoles(user);
    }
  }

  /** Locks the active owners, in one order: two of them who leave at once do so one after the other. */
  void lockOwners() {
    sql("select u.id from {s}.users u where u.is_active and " + OWNS + " order by u.id for no key update of u")
        .query(UUID.class)
        .list();
  }

  /** Whether anybody else is an active owner. */
  boolean hasOtherOwner(UUID id) {
    return sql("select exists (select from {s}.users u where u.is_active and u.id <> ? and " + OWNS + ")")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  private void insertRoles(User user) {
    sql("insert into {s}.user_roles (user_id, role_id) select ?, id from {s}.roles where name = any(?)")
        .params(user.id(), user.roles().toArray(String[]::new))
        .update();
  }

  private JdbcClient.StatementSpec sql(String sql) {
    return jdbc.sql(schema.in(sql));
  }

  private UserRow row(ResultSet row) throws SQLException {
    User user =
        new User(
            Sql.uuid(row, "id"),
            tenantId,
            row.getString("name"),
            row.getString("email"),
            List.of((String[]) row.getArray("roles").getArray()),
            row.getBoolean("is_active"),
            Sql.instant(row, "created_at"),
            Sql.instant(row, "updated_at"));
    return new UserRow(user, row.getLong("version"));
  }

  private static ProblemException emailTaken() {
    return new ProblemException(ErrorCode.EMAIL_TAKEN, "email", "another user of the tenant has this e-mail address");
  }
}
