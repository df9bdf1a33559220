package io.tributary.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers tokens that were verified: a caller sends the same one with each request, and verifying it took a tenth of a read. An
 * expired one is verified again, which says what is wrong with it. At most 10,000 are kept, each {@link #KEPT}. Thread-safe.
 */
final class VerifiedTokens implements JwtDecoder {
  static final Duration KEPT = Duration.ofMinutes(1);

  private final JwtDecoder decoder;
  private final InstantSource clock;
  private final Cache<String, Jwt> verified = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

  VerifiedTokens(JwtDecoder decoder, InstantSource clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  @Override
  public Jwt decode(String token) {
    Jwt known = verified.getIfPresent(token);
    if (known != null && lives(known)) {
      return known;
    }
    Jwt fresh = decoder.decode(token);
    verified.put(token, fresh);
    return fresh;
  }

  /** As the decoder itself has it, a token may go without an end. */
  private boolean lives(Jwt token) {
    Instant end = token.getExpiresAt();
    return end == null || clock.instant().isBefore(end);
  }
}
