package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Amounts;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  @ParameterizedTest
  @ValueSource(strings = {"acme.example.com", "a.io", "xn--mnchen-3ya.example.de", "1and1.example", "a-b.c-d.e-f"})
  void takesHostNames(String host) {
    assertThat(Checks.hostName("domain", host)).isEqualTo(host);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", "acme", "-a.example", "a-.example", "a..example", ".example.com", "example.com.", "10.0.0.1", "a_b.example",
        "acme.example.com:80", "https://acme.example.com", "münchen.example", "a b.example", "x';drop schema public--.io"
      })
  void refusesWhatIsNoHostName(String host) {
    assertRefused(ErrorCode.INVALID_FIELD, "domain", () -> Checks.hostName("domain", host));
  }

  @Test
  void hostNamesAreAtMost253LettersInLowerCase() {
    String label = "a".repeat(63) + ".";
    String longest = label.repeat(3) + "b".repeat(61);
    assertThat(Checks.hostName("domain", " " + longest.toUpperCase(Locale.ROOT))).isEqualTo(longest);
    assertRefused(ErrorCode.INVALID_FIELD, "domain", () -> Checks.hostName("domain", longest + "b"));
    assertRefused(ErrorCode.INVALID_FIELD, "domain", () -> Checks.hostName("domain", "a" + label + "com"));
  }

  @Test
  void emailsKeepTheirLocalPartAndLowerTheirHost() {
    assertThat(Checks.email("email", " Jane.O'Doe+x@Example.COM ")).isEqualTo("Jane.O'Doe+x@example.com");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", "jane", "@example.com", "jane@", "jane@example", "ja ne@example.com", ".jane@example.com", "jane.@example.com",
        "ja..ne@example.com", "jane@example.com\r\nBcc: x@example.com", "jane@@example.com", "jäne@example.com"
      })
  void refusesWhatIsNoEmail(String email) {
    assertRefused(ErrorCode.INVALID_FIELD, "email", () -> Checks.email("email", email));
  }

  @Test
  void emailsAreAtMost254Characters() {
    String host = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(57) + ".io";
    assertThat(Checks.email("email", "x".repeat(64) + "@" + host)).hasSize(253);
    assertRefused(ErrorCode.INVALID_FIELD, "email", () -> Checks.email("email", "x".repeat(65) + "@a.io"));
    assertRefused(ErrorCode.INVALID_FIELD, "email", () -> Checks.email("email", "x".repeat(64) + "@cc" + host));
  }

  @Test
  void textIsCountedInCodePoints() {
    assertThat(Checks.text("name", " " + "😀".repeat(200) + " ", 200)).isEqualTo("😀".repeat(200));
    assertRefused(ErrorCode.INVALID_FIELD, "name", () -> Checks.text("name", "😀".repeat(201), 200));
    assertRefused(ErrorCode.INVALID_FIELD, "name", () -> Checks.text("name", " \t ", 200));
    assertRefused(ErrorCode.INVALID_FIELD, "name", () -> Checks.text("name", "a\u0000b", 200));
    assertThat(Checks.optionalText("reason", "  ", 10)).isNull();
  }

  @Test
  void amountsAreWithinTheirRange() {
    assertThat(Checks.amount("creditAmount", 1)).isEqualTo(1);
    assertThat(Checks.amount("creditAmount", Amounts.MAX)).isEqualTo(Amounts.MAX);
    assertRefused(ErrorCode.AMOUNT_NEGATIVE, "creditAmount", () -> Checks.amount("creditAmount", 0));
    assertRefused(ErrorCode.AMOUNT_NEGATIVE, "creditAmount", () -> Checks.amount("creditAmount", Long.MIN_VALUE));
    assertRefused(ErrorCode.AMOUNT_TOO_LARGE, "creditAmount", () -> Checks.amount("creditAmount", Amounts.MAX + 1));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a b", "a/b", "ä", "-a", "a\n", "a\u0000"})
  void refusesUnsafeEntityIds(String entityId) {
    assertRefused(ErrorCode.INVALID_FIELD, "entityId", () -> Checks.entityId("entityId", entityId));
  }

  @Test
  void entityIdsAreAtMost128Characters() {
    assertThat(Checks.entityId("entityId", "o".repeat(128))).hasSize(128);
    assertRefused(ErrorCode.INVALID_FIELD, "entityId", () -> Checks.entityId("entityId", "o".repeat(129)));
  }

  private static void assertRefused(ErrorCode code, String field, ThrowingCallable check) {
    assertThatThrownBy(check)
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.field()).isEqualTo(field);
        });
  }
}
