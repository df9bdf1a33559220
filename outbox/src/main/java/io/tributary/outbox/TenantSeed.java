package io.tributary.outbox;

import io.tributary.directory.Permission;
import io.tributary.schemas.Applications;
import io.tributary.schemas.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that a new tenant starts with, and their events: four roles, settings, and the first user as OWNER. */
final class TenantSeed {
  private final JdbcClient jdbc;
  private final UserEvents userEvents;

  TenantSeed(JdbcClient jdbc, UserEvents userEvents) {
    this.jdbc = jdbc;
    this.userEvents = userEvents;
  }

  /** Within the running transaction; {@code settingsVersion} is the tenant's version after the settings' event. */
  List<SpecificRecord> write(TenantRow row, String adminEmail, long settingsVersion, EventMetas metas) {
    List<SpecificRecord> events = new ArrayList<>();
    for (SeedRole role : SeedRole.values()) {
      UUID id = role(row.schema(), role, metas.time());
      events.add(TenantEvents.roleDefined(metas, 1, id, role.name(), role.level(), role.permissions()));
    }
    Map<String, String> settings = settings();
    settings.forEach((name, value) -> setting(row.schema(), name, value, metas.time()));
    events.add(TenantEvents.settingsChanged(metas, settingsVersion, settings));
    User owner = owner(row.tenant().id(), adminEmail, metas.time());
    new UserRows(jdbc, row.tenant().id(), row.schema()).insert(owner);
    events.add(userEvents.created(metas, owner));
    return events;
  }

  /** What S0's domain cache shows of a tenant's configuration, and what rendering needs. */
  static SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("theme", "blue");
    settings.put("features", String.join(",", Applications.all()));
    settings.put("locale", "en");
    settings.put("timezone", "UTC");
    return settings;
  }

  /** A person's name made of an address's local part: jane.doe becomes Jane Doe. */
  static String nameOf(String email) {
    String local = email.substring(0, email.lastIndexOf('@'));
    String name =
        Arrays.stream(local.replaceAll("[^A-Za-z0-9]+", " ").strip().split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? "Owner" : name;
  }

  private static User owner(UUID tenantId, String email, Instant now) {
    return new User(Ids.next(), tenantId, nameOf(email), email, List.of(SeedRole.OWNER.name()), true, now, now);
  }

  private UUID role(TenantSchema schema, SeedRole role, Instant now) {
    UUID id = Ids.next();
    jdbc.sql(
            schema.in("insert into {s}.roles (id, name, level, version, created_at, updated_at) values (?, ?, ?, 1, ?, ?)"))
        .params(id, role.name(), role.level(), Sql.timestamp(now), Sql.timestamp(now))
        .update();
    for (Permission permission : role.permissions()) {
      jdbc.sql(
              schema.in(
                  "insert into {s}.role_permissions (role_id, resource, action, conditions) values (?, ?, ?, ?::jsonb)"))
          .params(
              id,
              permission.getResource(),
              permission.getAction(),
              Json.MAPPER.writeValueAsString(permission.getConditions()))
          .update();
    }
    return id;
  }

  private void setting(TenantSchema schema, String name, String value, Instant now) {
    jdbc.sql(schema.in("insert into {s}.settings (name, value, updated_at) values (?, ?, ?)"))
        .params(name, value, Sql.timestamp(now))
        .update();
  }
}
