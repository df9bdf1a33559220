package io.tributary.api.sync;

import io.tributary.api.prices.CreditConfigView;
import io.tributary.outbox.CreditConfig;
import io.tributary.topologies.directory.TenantSnapshot;
import io.tributary.topologies.directory.TenantSnapshot.RoleRow;
import io.tributary.topologies.directory.TenantSnapshot.UserRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Renders a directory snapshot, with people's names opened, or S0's placeholders where they can't be. */
@Component
class SyncViews {
  static final String DELETED = "[Deleted User]";
  static final String OFFLINE = "[Offline]";
  static final String NO_EMAIL = "unknown@example.com";

  private static final Logger log = LoggerFactory.getLogger(SyncViews.class);

  private final SubjectNames names;

  SyncViews(SubjectNames names) {
    this.names = names;
  }

  SyncView of(UUID tenantId, TenantSnapshot snapshot, List<CreditConfig> prices) {
    return new SyncView(
        new SyncView.TenantItem(
            snapshot.tenant().id(), snapshot.tenant().name(), snapshot.tenant().domain(), snapshot.tenant().plan()),
        users(tenantId, snapshot.users()),
        snapshot.roles().stream()
            .map(role -> new SyncView.RoleItem(role.roleId(), role.name(), role.level()))
            .toList(),
        snapshot.roles().stream().flatMap(SyncViews::permissions).toList(),
        prices.stream().map(CreditConfigView::of).toList(),
        snapshot.settings());
  }

  private List<SyncView.UserItem> users(UUID tenantId, List<UserRow> rows) {
    List<SubjectNames.Sealed> sealed =
        rows.stream()
            .flatMap(
                row ->
                    Stream.of(
                        new SubjectNames.Sealed("name", row.name()), new SubjectNames.Sealed("email", row.email())))
            .toList();
    String missing = DELETED;
    List<Optional<String>> opened;
    try {
      opened = names.open(tenantId, sealed);
    } catch (RuntimeException away) {
      log.warn("names of tenant {} can't be opened now: {}", tenantId, away.toString());
      missing = OFFLINE;
      opened = Collections.nCopies(sealed.size(), Optional.empty());
    }
    List<SyncView.UserItem> users = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      UserRow row = rows.get(i);
      users.add(
          new SyncView.UserItem(
              row.userId(),
              tenantId.toString(),
              opened.get(2 * i).orElse(missing),
              opened.get(2 * i + 1).orElse(NO_EMAIL),
              row.roles(),
              row.isActive()));
    }
    return users;
  }

  private static Stream<SyncView.PermissionItem> permissions(RoleRow role) {
    return role.permissions().stream()
        .map(
            permission ->
                new SyncView.PermissionItem(
                    role.roleId(),
                    role.name(),
                    permission.getResource(),
                    permission.getAction(),
                    permission.getConditions()));
  }
}
