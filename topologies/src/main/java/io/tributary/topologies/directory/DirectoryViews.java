package io.tributary.topologies.directory;

import io.tributary.directory.RoleDefined;
import io.tributary.directory.TenantRegistered;
import io.tributary.directory.TenantSettingsChanged;
import io.tributary.directory.TenantStatus;
import io.tributary.directory.TenantStatusChanged;
import io.tributary.directory.UserCreated;
import io.tributary.directory.UserDeactivated;
import io.tributary.directory.UserEmailChanged;
import io.tributary.directory.UserReactivated;
import io.tributary.directory.UserRenamed;
import io.tributary.directory.UserRolesChanged;
import io.tributary.topologies.directory.TenantSnapshot.RoleRow;
import io.tributary.topologies.directory.TenantSnapshot.TenantRow;
import io.tributary.topologies.directory.TenantSnapshot.UserRow;
import io.tributary.topologies.kernel.Projection;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.Rows;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * The directory's events as rows for readers; pure. The events were decided in Postgres, so nothing is decided here; one
 * that has no row to change follows a dead-lettered one, and is refused.
 */
final class DirectoryViews implements Projection<SpecificRecord> {
  @Override
  public void apply(SpecificRecord event, Rows views) {
    UUID tenantId = UUID.fromString(PublicEvents.meta(event).getTenantId());
    switch (event) {
      case TenantRegistered e -> views.put(DirectoryRows.tenant(tenantId), DirectoryCodec.encode(new TenantRow(
          tenantId.toString(), e.getName(), e.getDomain(), e.getPlan(), TenantStatus.PROVISIONING)));
      case TenantStatusChanged e -> changeTenant(views, tenantId, tenant -> new TenantRow(
          tenant.id(), tenant.name(), tenant.domain(), tenant.plan(), e.getTo()));
      case TenantSettingsChanged e ->
          views.put(DirectoryRows.settings(tenantId), DirectoryCodec.encode(e.getSettings()));
      case RoleDefined e -> views.put(DirectoryRows.role(tenantId, e.getRoleId()), DirectoryCodec.encode(
          new RoleRow(e.getRoleId(), e.getName(), e.getLevel(), e.getPermissions())));
      case UserCreated e -> views.put(DirectoryRows.user(tenantId, e.getUserId()), DirectoryCodec.encode(
          new UserRow(e.getUserId(), e.getName(), e.getEmail(), e.getRoles(), true)));
      case UserRenamed e -> changeUser(views, tenantId, e.getUserId(), user -> new UserRow(
          user.userId(), e.getName(), user.email(), user.roles(), user.isActive()));
      case UserEmailChanged e -> changeUser(views, tenantId, e.getUserId(), user -> new UserRow(
          user.userId(), user.name(), e.getEmail(), user.roles(), user.isActive()));
      case UserRolesChanged e -> changeUser(views, tenantId, e.getUserId(), user -> new UserRow(
          user.userId(), user.name(), user.email(), e.getRoles(), user.isActive()));
      case UserDeactivated e -> changeUser(views, tenantId, e.getUserId(), user -> activate(user, false));
      case UserReactivated e -> changeUser(views, tenantId, e.getUserId(), user -> activate(user, true));
      default -> throw new IllegalArgumentException(
          "not an event of this context: " + event.getSchema().getFullName());
    }
  }

  private static UserRow activate(UserRow user, boolean active) {
    return new UserRow(user.userId(), user.name(), user.email(), user.roles(), active);
  }

  private static void changeTenant(Rows views, UUID tenantId, UnaryOperator<TenantRow> change) {
    Bytes key = DirectoryRows.tenant(tenantId);
    byte[] row = views.get(key);
    if (row == null) {
      throw new IllegalArgumentException("tenant " + tenantId + " was never registered here");
    }
    views.put(key, DirectoryCodec.encode(change.apply(DirectoryCodec.tenant(row))));
  }

  private static void changeUser(Rows views, UUID tenantId, String userId, UnaryOperator<UserRow> change) {
    Bytes key = DirectoryRows.user(tenantId, userId);
    byte[] row = views.get(key);
    if (row == null) {
      throw new IllegalArgumentException("user " + userId + " of tenant " + tenantId + " was never created here");
    }
    views.put(key, DirectoryCodec.encode(change.apply(DirectoryCodec.user(row))));
  }
}
