package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PositionTokensTest {
  private static final int SEED = 20_260_801;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final Random random = new Random(SEED);
  private final PositionTokens tokens = new PositionTokens(key(1));

  @Test
  void whatWasSignedComesBack() {
    for (int i = 0; i < 2_000; i++) {
      Position position = Positions.random(random);
      String token = tokens.sign(position);
      assertThat(tokens.verify(token)).isEqualTo(position);
      assertThat(tokens.sign(tokens.verify(token))).isEqualTo(token);
      assertThat(token).matches("[A-Za-z0-9_-]+");
    }
  }

  @Test
  void aUsualTokenIsShort() {
    Position position = Position.ofCommand(Context.CREDITS, "credits.commands", 3, 1_234_567)
        .merge(Position.ofSql(Context.CREDITS, UUID.randomUUID(), 4_711));
    assertThat(tokens.sign(position).length()).isLessThan(128);
  }

  @Test
  void everyChangedCharacterIsRefused() {
    String token = tokens.sign(Position.ofCommand(Context.CREDITS, "credits.commands", 1, 42));
    for (int i = 0; i < token.length(); i++) {
      for (char other : ALPHABET.toCharArray()) {
        if (other != token.charAt(i)) {
          assertRefused(token.substring(0, i) + other + token.substring(i + 1));
        }
      }
    }
  }

  @Test
  void cutLengthenedAndForeignTokensAreRefused() {
    String token = tokens.sign(Position.ofSql(Context.DIRECTORY, UUID.randomUUID(), 7));
    for (int i = 0; i < token.length(); i++) {
      assertRefused(token.substring(0, i));
      assertRefused(token.substring(i + 1));
    }
    assertRefused(token + "A");
    assertRefused(token + "=");
    assertRefused(token + "\n");
    assertRefused(" " + token);
    assertRefused(new PositionTokens(key(2)).sign(Position.none()));
    assertRefused("A".repeat(PositionTokens.MAX_LENGTH + 1));
  }

  @Test
  void garbageIsRefused() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      assertRefused(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void bytesThatAreNoPositionAreRefusedByTheCodecToo() {
    byte[] good = PositionCodec.encode(Positions.random(random));
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        PositionCodec.decode(bytes);
      } catch (IllegalArgumentException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  @Test
  void aPositionTooLargeForAHeaderIsNotSigned() {
    Map<Position.Stream, Long> many = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      many.put(new Position.Stream(Context.CREDITS, UUID.randomUUID()), 1L);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> tokens.sign(new Position(Map.of(), many)));
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PositionTokens(new byte[31]));
  }

  private void assertRefused(String token) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> tokens.verify(token))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_POSITION));
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[PositionTokens.MIN_KEY_LENGTH];
    new Random(seed).nextBytes(key);
    return key;
  }
}
