package io.tributary.api.auth;

import io.tributary.api.ApiConfig;
import io.tributary.outbox.Tenant;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tenant that a request names by domain (SPEC A3): header {@code X-Tenant-Domain}, then the host's subdomain, then
 * {@code ?tenant=}. All that are present must name the same one, the token's. With a base domain its subdomain is enough
 * of a name.
 */
@Component
class TenantDomains {
  static final String HEADER = "X-Tenant-Domain";
  static final String PARAMETER = "tenant";

  private final KnownTenants tenants;
  private final @Nullable String baseDomain;

  TenantDomains(KnownTenants tenants, ApiConfig config) {
    this.tenants = tenants;
    this.baseDomain = config.baseDomain() == null ? null : config.baseDomain().toLowerCase(Locale.ROOT);
  }

  /** The caller with the tenant that the request names, which for a tenant's token is always its own. */
  Caller narrow(Caller caller, HttpServletRequest request) {
    Caller narrowed = agree(caller, named(request.getHeader(HEADER)), HEADER);
    narrowed = agree(narrowed, host(request.getServerName()), "Host");
    return agree(narrowed, named(request.getParameter(PARAMETER)), PARAMETER);
  }

  /** What a source says: nothing (empty), a name nobody has (an empty tenant), or a tenant. */
  private record Named(String domain, Optional<Tenant> tenant) {}

  private Optional<Named> named(@Nullable String domain) {
    return Optional.ofNullable(domain)
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .map(name -> baseDomain != null && name.indexOf('.') < 0 ? name + "." + baseDomain : name)
        .map(name -> new Named(name, tenants.byDomain(name)));
  }

  private Optional<Named> host(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (baseDomain != null && name.endsWith("." + baseDomain)) {
      return Optional.of(new Named(name, tenants.byDomain(name)));
    }
    // Any other host is the platform's own name, unless it is exactly a tenant's domain. Addresses are never one.
    if (name.indexOf('.') < 0 || name.indexOf(':') >= 0 || name.matches("[0-9.]+")) {
      return Optional.empty();
    }
    return Optional.of(new Named(name, tenants.byDomain(name))).filter(found -> found.tenant().isPresent());
  }

  private static Caller agree(Caller caller, Optional<Named> source, String field) {
    if (source.isEmpty()) {
      return caller;
    }
    UUID id = source.get().tenant().map(Tenant::id).orElse(null);
    if (caller.tenantId() != null && !caller.tenantId().equals(id)) {
      throw new ProblemException(
          ErrorCode.TENANT_MISMATCH, field, field + " names another tenant than the token or the rest of the request");
    }
    if (id == null) {
      throw new ProblemException(ErrorCode.TENANT_NOT_FOUND, field, "no tenant has the domain " + source.get().domain());
    }
    return new Caller(caller.subject(), caller.role(), id);
  }
}
