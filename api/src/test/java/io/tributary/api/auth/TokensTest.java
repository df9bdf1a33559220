package io.tributary.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();

  private Reply with(String token) {
    return api.http.get("/api/credits/wallets").token(token).send();
  }

  @Test
  void aTokenOfThisPlatformOpens() {
    assertThat(with(api.token(tenant, CallerRole.BASIC)).status()).isEqualTo(200);
  }

  @Test
  void othersAreRefusedWithAChallenge() {
    String good = api.token(tenant, CallerRole.BASIC);
    String[] parts = good.split("\\.", -1);
    String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
    String tampered = parts[0] + "." + parts[1].substring(0, parts[1].length() - 2) + "AA." + parts[2];
    String expired = api.tokens.mint("u", tenant.id(), CallerRole.BASIC, Duration.ofMinutes(-5));
    String foreign =
        new Tokens(new byte[32]).mint("u", tenant.id(), CallerRole.BASIC, Duration.ofMinutes(5));
    for (String token : new String[] {unsigned, tampered, expired, foreign, "nonsense"}) {
      Reply reply = with(token);
      assertThat(reply.status()).as(token).isEqualTo(401);
      assertThat(reply.code()).isEqualTo("unauthenticated");
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  @Test
  void aTenantBelongsToEveryRoleButThePlatforms() {
    assertThatThrownBy(() -> api.tokens.mint("u", null, CallerRole.OWNER, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> api.tokens.mint("u", tenant.id(), CallerRole.PLATFORM, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tokens(new byte[31])).isInstanceOf(IllegalArgumentException.class);
  }
}
