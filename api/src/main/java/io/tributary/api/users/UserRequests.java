package io.tributary.api.users;

import io.tributary.api.requests.Fields;
import io.tributary.outbox.NewUser;
import io.tributary.outbox.UserPatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the users' endpoints. */
final class UserRequests {
  private static final int MAX_ROLES = 20;

  private UserRequests() {}

  record Create(@Nullable String name, @Nullable String email, @Nullable List<@Nullable String> roles) {
    NewUser toUser() {
      List<String> checked = checkedRoles(roles);
      return new NewUser(
          Fields.text("name", name, 200), Fields.text("email", email, 254), checked == null ? List.of() : checked);
    }
  }

  /** What is absent or null stays as it is. */
  record Patch(
      @Nullable String name,
      @Nullable String email,
      @Nullable List<@Nullable String> roles,
      @Nullable Boolean isActive) {
    UserPatch toPatch() {
      return new UserPatch(
          Fields.optionalText("name", name, 200),
          Fields.optionalText("email", email, 254),
          checkedRoles(roles),
          isActive);
    }
  }

  private static @Nullable List<String> checkedRoles(@Nullable List<@Nullable String> roles) {
    if (roles == null) {
      return null;
    }
    if (roles.size() > MAX_ROLES) {
      throw Fields.invalid("roles", "roles may have at most " + MAX_ROLES + " items");
    }
    return roles.stream().map(role -> Fields.text("roles", role, 50)).toList();
  }
}
