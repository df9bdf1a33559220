package io.tributary.outbox;

import io.tributary.common.EventMeta;
import io.tributary.directory.Permission;
import io.tributary.directory.RoleDefined;
import io.tributary.directory.TenantRegistered;
import io.tributary.directory.TenantSettingsChanged;
import io.tributary.directory.TenantStatusChanged;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a tenant and its roles. */
final class TenantEvents {
  private TenantEvents() {}

  static TenantRegistered registered(EventMetas metas, Tenant tenant) {
    return new TenantRegistered(
        meta(metas, "tenant.registered", 1), tenant.name(), tenant.domain(), tenant.plan(), tenant.schemaName());
  }

  static TenantStatusChanged statusChanged(
      EventMetas metas, long version, TenantStatus from, TenantStatus to, @Nullable String reason) {
    return new TenantStatusChanged(meta(metas, "tenant.status_changed", version), avro(from), avro(to), reason);
  }

  static TenantSettingsChanged settingsChanged(EventMetas metas, long version, Map<String, String> settings) {
    return new TenantSettingsChanged(meta(metas, "tenant.settings_changed", version), settings);
  }

  static RoleDefined roleDefined(
      EventMetas metas, long version, UUID roleId, String name, int level, List<Permission> permissions) {
    EventMeta meta = metas.of("role.defined", "role", roleId.toString(), version);
    return new RoleDefined(meta, roleId.toString(), name, level, permissions);
  }

  private static EventMeta meta(EventMetas metas, String type, long version) {
    return metas.of(type, "tenant", metas.tenantId().toString(), version);
  }

  private static io.tributary.directory.TenantStatus avro(TenantStatus status) {
    return io.tributary.directory.TenantStatus.valueOf(status.name());
  }
}
