package io.tributary.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.schemas.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Bearer tokens of this platform: JWT, HS256, with the claims {@code tenantId} and {@code role}. Thread-safe. */
public final class Tokens {
  static final String ISSUER = "tributary";
  static final String AUDIENCE = "tributary-api";
  static final String TENANT = "tenantId";
  static final String ROLE = "role";

  private static final int MIN_KEY_BYTES = 32;

  private final SecretKey key;

  /** @param key at least 32 random bytes; the same for all instances */
  public Tokens(byte[] key) {
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException("the token key must have at least " + MIN_KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * A token for a user or an application.
   *
   * @param tenantId the tenant it acts for; null exactly for {@link CallerRole#PLATFORM}
   */
  public String mint(String subject, @Nullable UUID tenantId, CallerRole role, Duration ttl) {
    if ((tenantId == null) != (role == CallerRole.PLATFORM)) {
      throw new IllegalArgumentException("a token has a tenant exactly when its role is not platform");
    }
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .jwtID(Ids.next().toString())
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(subject)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(ttl)))
            .claim(ROLE, role == CallerRole.PLATFORM ? "platform" : role.name());
    Optional.ofNullable(tenantId).ifPresent(id -> claims.claim(TENANT, id.toString()));
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
      token.sign(new MACSigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 is not available", e);
    }
  }

  /** Checks signature, time, issuer and audience. */
  JwtDecoder decoder() {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            List.of(new JwtTimestampValidator(), new JwtIssuerValidator(ISSUER), Tokens::checkAudience)));
    return decoder;
  }

  private static OAuth2TokenValidatorResult checkAudience(Jwt token) {
    List<String> audience = token.getAudience();
    return audience != null && audience.contains(AUDIENCE)
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "the token is for another audience", null));
  }

  /** A keyed digest for another purpose than tokens; parts are separated, so none can run into the next. */
  public byte[] mac(String purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      for (byte[] part : parts) {
        mac.update((byte) 0);
        mac.update(Integer.toString(part.length).getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available", e);
    }
  }
}
