package io.tributary.queries.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Nobody without the secret is heard, and nothing can be changed, kept for later or answered in another's place. */
class SealTest {
  private static final byte[] MESSAGE = "balance?".getBytes(StandardCharsets.UTF_8);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Seal asker = new Seal(secret(1), () -> now);
  private final Seal asked = new Seal(secret(1), () -> now);

  @Test
  void aRequestAndItsAnswerAreOpenedByWhoSharesTheSecret() {
    byte[] request = asker.request("ask", MESSAGE, asked.time());
    assertThat(asked.openRequest("ask", request)).isEqualTo(MESSAGE);
    assertThat(asker.openAnswer(request, asked.answer(request, MESSAGE))).isEqualTo(MESSAGE);
    assertThat(asker.request("ask", MESSAGE, asked.time())).as("no two are alike").isNotEqualTo(request);
  }

  @Test
  void anyBitCounts() {
    byte[] request = asker.request("ask", MESSAGE, asked.time());
    byte[] answer = asked.answer(request, MESSAGE);
    for (int bit = 0; bit < request.length * 8; bit++) {
      byte[] changed = flip(request, bit);
      assertThatExceptionOfType(WireException.class).isThrownBy(() -> asked.openRequest("ask", changed));
    }
    for (int bit = 0; bit < answer.length * 8; bit++) {
      byte[] changed = flip(answer, bit);
      assertThatExceptionOfType(WireException.class).isThrownBy(() -> asker.openAnswer(request, changed));
    }
  }

  @Test
  void otherSecretsMethodsTimesAndRequestsAreRefused() {
    byte[] request = asker.request("ask", MESSAGE, asked.time());
    byte[] other = asker.request("ask", MESSAGE, asked.time());
    Seal stranger = new Seal(secret(2), () -> now);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> stranger.openRequest("ask", request));
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> asked.openRequest("watch", request));
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> asker.openAnswer(request, asked.answer(other, MESSAGE)));
    now = now.plus(Seal.LIFETIME).plusMillis(1);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> asked.openRequest("ask", request));
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> asked.openRequest("ask", new byte[3]));
  }

  @Test
  void theClockOfWhoIsAskedCountsAndNotAlwaysThat() {
    Seal late = new Seal(secret(1), () -> now.plus(Duration.ofHours(1)));
    byte[] own = asker.request("ask", MESSAGE, asker.time());
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> late.openRequest("ask", own));
    assertThat(late.openRequest("ask", asker.request("ask", MESSAGE, late.time()))).isEqualTo(MESSAGE);
    assertThat(late.openWhenever("ask", own)).isEqualTo(MESSAGE);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> late.openWhenever("watch", own));
  }

  private static byte[] flip(byte[] message, int bit) {
    byte[] changed = message.clone();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return changed;
  }

  private static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return secret;
  }
}
