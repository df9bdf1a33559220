package io.tributary.api.auth;

import io.tributary.api.requests.Fields;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Reads the caller out of a token that has been verified. */
final class CallerConverter implements Converter<Jwt, AbstractAuthenticationToken> {
  /** An authenticated caller. */
  static final class Authenticated extends JwtAuthenticationToken {
    private static final long serialVersionUID = 1L;
    private final transient Caller caller;

    Authenticated(Jwt token, Caller caller) {
      super(token, List.of(), caller.subject());
      this.caller = caller;
    }

    Caller caller() {
      return caller;
    }
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    CallerRole role =
        Optional.ofNullable(token.getClaimAsString(Tokens.ROLE))
            .flatMap(CallerRole::of)
            .orElseThrow(() -> new InvalidBearerTokenException("the token has no role of this platform"));
    Optional<UUID> tenant = Optional.ofNullable(token.getClaimAsString(Tokens.TENANT)).flatMap(Fields::uuid);
    if (tenant.isPresent() == (role == CallerRole.PLATFORM)) {
      throw new InvalidBearerTokenException("a token has a tenant exactly when its role is not platform");
    }
    String subject = Optional.ofNullable(token.getSubject()).orElse("unknown");
    return new Authenticated(token, new Caller(subject, role, tenant.orElse(null)));
  }
}
