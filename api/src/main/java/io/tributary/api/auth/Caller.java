package io.tributary.api.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param tenantId the token's tenant; for the platform the tenant that the request names by domain, else null
 */
public record Caller(String subject, CallerRole role, @Nullable UUID tenantId) {
  private static final String ATTRIBUTE = Caller.class.getName();

  public boolean isPlatform() {
    return role == CallerRole.PLATFORM;
  }

  /** The user for envelopes; the platform acts for nobody. */
  public @Nullable String userId() {
    return isPlatform() ? null : subject;
  }

  void keep(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The caller of a request under {@code /api/}, where {@link TenantInterceptor} has been before. */
  public static Caller of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("no caller is known outside /api/");
  }
}
