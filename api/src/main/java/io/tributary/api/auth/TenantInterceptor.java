package io.tributary.api.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Runs before every handler under {@code /api/}: the caller is known, its tenant agrees, and that tenant is ACTIVE. */
@Component
public class TenantInterceptor implements HandlerInterceptor {
  private static final String TENANT = "tenantId";

  private final TenantDomains domains;
  private final TenantDoor door;

  TenantInterceptor(TenantDomains domains, TenantDoor door) {
    this.domains = domains;
    this.door = door;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof CallerConverter.Authenticated token)) {
      throw new IllegalStateException("a request under /api/ came through without a token");
    }
    Caller caller = domains.narrow(token.caller(), request);
    if (caller.tenantId() != null) {
      MDC.put(TENANT, caller.tenantId().toString());
    }
    if (!caller.isPlatform() && caller.tenantId() != null) {
      door.requireActive(caller.tenantId());
    }
    caller.keep(request);
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
    MDC.remove(TENANT);
  }
}
