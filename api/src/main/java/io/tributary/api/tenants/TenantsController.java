package io.tributary.api.tenants;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.KnownTenants;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Listing;
import io.tributary.api.requests.Positions;
import io.tributary.outbox.Slice;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.Tenants;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers, shows and lists tenants. */
@RestController
@RequestMapping("/api/tenants")
@Tag(name = "Tenants")
class TenantsController {
  private static final String LIST = "tenants";

  private final Tenants tenants;
  private final TenantDoor door;
  private final KnownTenants known;
  private final Positions positions;
  private final Cursors cursors;

  TenantsController(
      Tenants tenants, TenantDoor door, KnownTenants known, Positions positions, Cursors cursors) {
    this.tenants = tenants;
    this.door = door;
    this.known = known;
    this.positions = positions;
    this.cursors = cursors;
  }

  @PostMapping
  @Operation(summary = "Register a tenant; answers when it is provisioned and ACTIVE (platform)")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<TenantView> register(
      @RequestBody TenantRequests.Register body, Caller caller, WriteContext context) {
    AccessRules.require(caller, Action.REGISTER_TENANT);
    Written<Tenant> written = tenants.register(body.toTenant(), context);
    known.forget(written.value());
    return positions
        .written(HttpStatus.CREATED, written)
        .location(URI.create("/api/tenants/" + written.value().id()))
        .body(TenantView.of(written.value()));
  }

  @GetMapping
  @Operation(summary = "List tenants, oldest first (platform)")
  Listing<TenantView> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller) {
    AccessRules.require(caller, Action.LIST_TENANTS);
    UUID after = Optional.ofNullable(cursors.open(LIST, cursor)).map(UUID::fromString).orElse(null);
    Slice<Tenant> slice = tenants.list(after, Fields.limit(limit));
    String next = slice.next() == null ? null : slice.next().toString();
    return new Listing<>(slice.items().stream().map(TenantView::of).toList(), cursors.sign(LIST, next));
  }

  @GetMapping("/{tenantId}")
  @Operation(summary = "Show a tenant")
  TenantView show(@PathVariable String tenantId, Caller caller) {
    UUID id = door.path(caller, tenantId);
    return tenants.find(id).map(TenantView::of).orElseThrow(TenantDoor::unknown);
  }
}
