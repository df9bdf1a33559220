package io.tributary.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.app.CommandFailure;
import io.tributary.connectors.CaptureConfig;
import io.tributary.schemas.KafkaAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  @Test
  void captureGetsTheAddressInParts() {
    CaptureConfig named = new Database("jdbc:postgresql://db:6543/tributary", "u", "p").capture(KafkaAccess.open("k:9092"));
    assertThat(named).isEqualTo(CaptureConfig.of("db", 6543, "tributary", "u", "p", KafkaAccess.open("k:9092")));
    assertThat(new Database("jdbc:postgresql://db/tributary", "u", "p").capture(KafkaAccess.open("k:9092")).port()).isEqualTo(5432);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "jdbc:postgresql://a:1,b:2/d", "jdbc:postgresql://a:1/d?password=hidden", "jdbc:postgresql://a:1", "jdbc:postgresql:///d"
  })
  void captureRefusesWhatItWouldNotHeed(String url) {
    Database database = new Database(url, "u", "hidden");
    assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> database.capture(KafkaAccess.open("k:9092")))
        .withMessageContaining("one host, no parameters");
    assertThat(database.toString()).doesNotContain("hidden");
  }
}
