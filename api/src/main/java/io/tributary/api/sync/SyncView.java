package io.tributary.api.sync;

import io.tributary.api.prices.CreditConfigView;
import java.util.List;
import java.util.Map;

/**
 * S0's tenant sync document.
 *
 * @param permissions what each role may do, one item per role and permission
 * @param creditConfigs prices that may apply to the tenant now, by operation, the most specific scope first: the first one of an
 *     operation whose {@code application} is the caller's, or absent, is the price
 */
record SyncView(
    TenantItem tenant,
    List<UserItem> users,
    List<RoleItem> roles,
    List<PermissionItem> permissions,
    List<CreditConfigView> creditConfigs,
    Map<String, String> settings) {

  record TenantItem(String id, String name, String domain, String plan) {}

  record UserItem(
      String userId, String tenantId, String name, String email, List<String> roles, boolean isActive) {}

  record RoleItem(String roleId, String name, int level) {}

  record PermissionItem(
      String roleId, String role, String resource, String action, Map<String, String> conditions) {}
}
