package io.tributary.topologies.directory;

import io.tributary.common.EncryptedText;
import io.tributary.directory.Permission;
import io.tributary.directory.TenantStatus;
import java.util.List;
import java.util.Map;

/** All that the directory knows of a tenant (S0, tenant sync). Personal data stay sealed until the edge. */
public record TenantSnapshot(
    TenantRow tenant, List<UserRow> users, List<RoleRow> roles, Map<String, String> settings) {
  public TenantSnapshot {
    users = List.copyOf(users);
    roles = List.copyOf(roles);
    settings = Map.copyOf(settings);
  }

  /** The tenant itself. */
  public record TenantRow(String id, String name, String domain, String plan, TenantStatus status) {}

  /** A user; name and e-mail are sealed with the user's own key. */
  public record UserRow(String userId, EncryptedText name, EncryptedText email, List<String> roles, boolean isActive) {
    public UserRow {
      roles = List.copyOf(roles);
    }
  }

  /** A role with its permissions. */
  public record RoleRow(String roleId, String name, int level, List<Permission> permissions) {
    public RoleRow {
      permissions = List.copyOf(permissions);
    }
  }
}
