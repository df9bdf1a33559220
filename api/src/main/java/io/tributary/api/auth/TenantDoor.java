package io.tributary.api.auth;

import io.tributary.api.requests.Fields;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.TenantStatus;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides which tenant a request is about, and lets only ACTIVE ones in (SPEC A1, A3). */
@Component
public class TenantDoor {
  private final KnownTenants tenants;

  TenantDoor(KnownTenants tenants) {
    this.tenants = tenants;
  }

  /**
   * The tenant of a request that serves one, which must be ACTIVE.
   *
   * @param named what a body or query field says, or null when it says nothing: then the caller's tenant
   * @param field the field's name, for the refusal
   */
  public UUID enter(Caller caller, @Nullable String named, String field) {
    UUID id = Fields.optionalUuid(field, named);
    if (id == null && caller.tenantId() == null) {
      throw Fields.invalid(field, field + " is missing: a platform token acts for no tenant by itself");
    }
    UUID tenant = agreed(caller, id == null ? caller.tenantId() : id, field);
    requireActive(tenant);
    return tenant;
  }

  /** As {@link #enter}, for a tenant id in the path. */
  public UUID enterPath(Caller caller, String named) {
    UUID tenant = path(caller, named);
    requireActive(tenant);
    return tenant;
  }

  /** The tenant that a path names, whatever its status. */
  public UUID path(Caller caller, String named) {
    // For a tenant's token anything but its own id is another tenant, whether it exists or not.
    UUID id = Fields.uuid(named).orElse(null);
    if (id == null && caller.tenantId() == null) {
      throw unknown();
    }
    return agreed(caller, id, "tenantId");
  }

  /** A tenant that was let in. */
  public Tenant tenant(UUID id) {
    return tenants.byId(id).orElseThrow(TenantDoor::unknown);
  }

  void requireActive(UUID id) {
    TenantStatus status = tenants.byId(id).map(Tenant::status).orElseThrow(TenantDoor::unknown);
    if (status != TenantStatus.ACTIVE) {
      throw new ProblemException(
          ErrorCode.TENANT_NOT_ACTIVE, null, "the tenant is " + status, Map.of("tenantStatus", status));
    }
  }

  private static UUID agreed(Caller caller, @Nullable UUID named, String field) {
    if (named == null || (caller.tenantId() != null && !caller.tenantId().equals(named))) {
      throw new ProblemException(
          ErrorCode.TENANT_MISMATCH, field, field + " names another tenant than the token or the rest of the request");
    }
    return named;
  }

  /** The refusal of an id that no tenant has. */
  public static ProblemException unknown() {
    return new ProblemException(ErrorCode.TENANT_NOT_FOUND, "no tenant has this id");
  }
}
