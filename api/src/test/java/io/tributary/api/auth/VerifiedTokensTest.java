package io.tributary.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class VerifiedTokensTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicInteger asked = new AtomicInteger();
  private Instant now = NOON;
  private final VerifiedTokens tokens = new VerifiedTokens(this::verify, () -> now);

  private Jwt verify(String token) {
    asked.incrementAndGet();
    if (token.startsWith("bad") || !now.isBefore(NOON.plusSeconds(30))) {
      throw new BadJwtException(token);
    }
    return Jwt.withTokenValue(token).header("alg", "HS256").subject(token).expiresAt(NOON.plusSeconds(30)).build();
  }

  @Test
  void aTokenIsVerifiedOnce() {
    Jwt first = tokens.decode("ada");
    assertThat(tokens.decode("ada")).isSameAs(first);
    assertThat(tokens.decode("bob").getSubject()).isEqualTo("bob");
    assertThat(asked).hasValue(2);
  }

  @Test
  void oneThatWasRefusedIsVerifiedEachTime() {
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatExpiresMeanwhileIsRefused() {
    tokens.decode("ada");
    now = NOON.plus(Duration.ofSeconds(30));
    assertThatThrownBy(() -> tokens.decode("ada")).isInstanceOf(BadJwtException.class);
  }
}
