package io.tributary.outbox;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code public.subject_keys}: data keys wrapped by the master key. */
final class SubjectKeyRows {
  private static final String FIND_ALL =
      """
      select k.tenant_id, k.subject_id, k.key_version, k.wrapped
      from unnest(?, ?, ?) as wanted (tenant_id, subject_id, key_version)
      join public.subject_keys k using (tenant_id, subject_id, key_version)""";
  // A share lock: the key can't be erased between this and the commit of what it sealed.
  private static final String CURRENT =
      """
      select tenant_id, subject_id, key_version, wrapped from public.subject_keys
      where tenant_id = ? and subject_id = ? order by key_version desc limit 1 for share""";
  private static final String CREATE =
      """
      insert into public.subject_keys (tenant_id, subject_id, key_version, wrapped, created_at)
      values (?, ?, ?, ?, now()) on conflict do nothing""";
  private static final String ERASE =
      """
      update public.subject_keys set wrapped = null, erased_at = now()
      where tenant_id = ? and subject_id = ? and wrapped is not null""";

  private final JdbcTemplate jdbc;
  private final SecretKey wrapping;

  SubjectKeyRows(JdbcTemplate jdbc, SecretKey wrapping) {
    this.jdbc = jdbc;
    this.wrapping = wrapping;
  }

  /** The key to seal with, made on first use; after an erasure, a new version. */
  SubjectKey currentOrNew(UUID tenantId, String subjectId) {
    while (true) {
      List<Row> latest = jdbc.query(CURRENT, (row, n) -> row(row), tenantId, subjectId);
      if (!latest.isEmpty() && latest.getFirst().key().isPresent()) {
        return latest.getFirst().key().get();
      }
      int version = latest.isEmpty() ? 1 : latest.getFirst().id().version() + 1;
      SubjectKey key = SubjectKey.create(new SubjectKey.Id(tenantId, subjectId, version));
      if (jdbc.update(CREATE, tenantId, subjectId, version, key.wrap(wrapping)) == 1) {
        return key;
      }
    }
  }

  /** By id, what of them exists; an erased key is an empty value. */
  Map<SubjectKey.Id, Optional<SubjectKey>> find(Collection<SubjectKey.Id> ids) {
    Map<SubjectKey.Id, Optional<SubjectKey>> found = new HashMap<>();
    jdbc.query(
        connection -> {
          PreparedStatement statement = connection.prepareStatement(FIND_ALL);
          statement.setArray(1, connection.createArrayOf("uuid", column(ids, SubjectKey.Id::tenantId)));
          statement.setArray(2, connection.createArrayOf("text", column(ids, SubjectKey.Id::subjectId)));
          Array versions = connection.createArrayOf("int4", column(ids, SubjectKey.Id::version));
          statement.setArray(3, versions);
          return statement;
        },
        row -> {
          Row key = row(row);
          found.put(key.id(), key.key());
        });
    return found;
  }

  int erase(UUID tenantId, String subjectId) {
    return jdbc.update(ERASE, tenantId, subjectId);
  }

  private record Row(SubjectKey.Id id, Optional<SubjectKey> key) {}

  private Row row(ResultSet row) throws SQLException {
    SubjectKey.Id id =
        new SubjectKey.Id(Sql.uuid(row, "tenant_id"), row.getString("subject_id"), row.getInt("key_version"));
    Optional<byte[]> wrapped = Optional.ofNullable(row.getBytes("wrapped"));
    return new Row(id, wrapped.map(bytes -> SubjectKey.unwrap(id, bytes, wrapping)));
  }

  private static Object[] column(Collection<SubjectKey.Id> ids, Function<SubjectKey.Id, Object> value) {
    return ids.stream().map(value).toArray();
  }
}
