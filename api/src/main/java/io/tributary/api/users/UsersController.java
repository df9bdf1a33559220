package io.tributary.api.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Listing;
import io.tributary.api.requests.Positions;
import io.tributary.outbox.NewUser;
import io.tributary.outbox.Slice;
import io.tributary.outbox.User;
import io.tributary.outbox.UserPatch;
import io.tributary.outbox.Users;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creates, shows, changes and deactivates the users of a tenant. */
@RestController
@RequestMapping("/api/tenants/{tenantId}/users")
@Tag(name = "Users")
class UsersController {
  private final Users users;
  private final TenantDoor door;
  private final Positions positions;
  private final Cursors cursors;

  UsersController(Users users, TenantDoor door, Positions positions, Cursors cursors) {
    this.users = users;
    this.door = door;
    this.positions = positions;
    this.cursors = cursors;
  }

  @PostMapping
  @Operation(summary = "Create a user (OWNER, MANAGER, platform)")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<UserView> create(
      @PathVariable String tenantId, @RequestBody UserRequests.Create body, Caller caller, WriteContext context) {
    UUID tenant = enterToWrite(caller, tenantId);
    NewUser user = body.toUser();
    AccessRules.requireRank(caller, user.roles());
    Written<User> written = users.create(tenant, user, context);
    return positions
        .written(HttpStatus.CREATED, written)
        .location(URI.create("/api/tenants/" + tenant + "/users/" + written.value().id()))
        .body(UserView.of(written.value()));
  }

  @GetMapping
  @Operation(summary = "List a tenant's users, oldest first, or find the one with an e-mail address")
  Listing<UserView> list(
      @PathVariable String tenantId,
      @RequestParam(required = false) @Nullable String email,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller) {
    UUID tenant = door.enterPath(caller, tenantId);
    String address = Fields.optionalText("email", email, 254);
    String list = "users/" + tenant + "/" + (address == null ? "" : address);
    UUID after = Optional.ofNullable(cursors.open(list, cursor)).map(UUID::fromString).orElse(null);
    Slice<User> slice = users.list(tenant, address, after, Fields.limit(limit));
    String next = slice.next() == null ? null : slice.next().toString();
    return new Listing<>(slice.items().stream().map(UserView::of).toList(), cursors.sign(list, next));
  }

  @GetMapping("/{userId}")
  @Operation(summary = "Show a user")
  UserView show(@PathVariable String tenantId, @PathVariable String userId, Caller caller) {
    return UserView.of(find(door.enterPath(caller, tenantId), userId));
  }

  @PatchMapping("/{userId}")
  @Operation(summary = "Change a user's name, e-mail address, roles or activity (OWNER, MANAGER, platform)")
  ResponseEntity<UserView> change(
      @PathVariable String tenantId,
      @PathVariable String userId,
      @RequestBody UserRequests.Patch body,
      Caller caller,
      WriteContext context) {
    User user = findToWrite(caller, tenantId, userId);
    UserPatch patch = body.toPatch();
    AccessRules.requireRank(caller, Optional.ofNullable(patch.roles()).orElse(user.roles()));
    Written<User> written = users.update(user.tenantId(), user.id(), patch, context);
    return positions.written(HttpStatus.OK, written).body(UserView.of(written.value()));
  }

  @DeleteMapping("/{userId}")
  @Operation(summary = "Mark a user inactive; references to it stay valid (OWNER, MANAGER, platform)")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> deactivate(
      @PathVariable String tenantId, @PathVariable String userId, Caller caller, WriteContext context) {
    User user = findToWrite(caller, tenantId, userId);
    return positions
        .written(HttpStatus.NO_CONTENT, users.deactivate(user.tenantId(), user.id(), context))
        .build();
  }

  private UUID enterToWrite(Caller caller, String tenantId) {
    UUID tenant = door.enterPath(caller, tenantId);
    AccessRules.require(caller, Action.WRITE_USERS);
    return tenant;
  }

  private User findToWrite(Caller caller, String tenantId, String userId) {
    User user = find(enterToWrite(caller, tenantId), userId);
    AccessRules.requireRank(caller, user.roles());
    return user;
  }

  private User find(UUID tenant, String userId) {
    return Fields.uuid(userId)
        .flatMap(id -> users.find(tenant, id))
        .orElseThrow(() -> new ProblemException(ErrorCode.USER_NOT_FOUND, "the tenant has no user with this id"));
  }
}
