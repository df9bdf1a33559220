package io.tributary.api.tenants;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.KnownTenants;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Positions;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.TenantStatus;
import io.tributary.outbox.Tenants;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

/** Moves a tenant through its life cycle (SPEC A1); the platform's alone. */
@RestController
@RequestMapping("/api/tenants/{tenantId}")
@Tag(name = "Tenants")
class TenantLifecycleController {
  private final Tenants tenants;
  private final TenantDoor door;
  private final KnownTenants known;
  private final Positions positions;

  TenantLifecycleController(Tenants tenants, TenantDoor door, KnownTenants known, Positions positions) {
    this.tenants = tenants;
    this.door = door;
    this.known = known;
    this.positions = positions;
  }

  @PostMapping({"/suspend", "/reactivate", "/archive"})
  @Operation(
      summary = "Suspend a tenant (it serves no requests), reactivate it, or archive it for good; its data stay (platform)")
  ResponseEntity<TenantView> change(
      @PathVariable String tenantId,
      @RequestBody(required = false) TenantRequests.@Nullable ChangeStatus body,
      Caller caller,
      WriteContext context,
      HttpServletRequest request) {
    AccessRules.require(caller, Action.CHANGE_TENANT_STATUS);
    UUID id = door.path(caller, tenantId);
    String reason = body == null ? null : body.checkedReason();
    Written<Tenant> written = tenants.changeStatus(id, target(request), reason, context);
    known.forget(written.value());
    return positions.written(HttpStatus.OK, written).body(TenantView.of(written.value()));
  }

  private static TenantStatus target(HttpServletRequest request) {
    String route = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    return switch (route.substring(route.lastIndexOf('/') + 1)) {
      case "suspend" -> TenantStatus.SUSPENDED;
      case "reactivate" -> TenantStatus.ACTIVE;
      case "archive" -> TenantStatus.ARCHIVED;
      default -> throw new IllegalStateException(route + " changes no status");
    };
  }
}
