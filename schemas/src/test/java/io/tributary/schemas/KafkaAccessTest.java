package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaAccessTest {
  private static final String PROVIDER = DirectoryConfigProvider.class.getName();

  @ParameterizedTest
  @CsvSource({
    "group.id, is the program's own",
    "transactional.id, is the program's own",
    "bootstrap.servers, is the program's own",
    "isolation.level, is the program's own",
    "enable.idempotence, is the program's own",
    "sasl.mechanisms, is no property",
    "ssl.ca.location, is no property",
    "sasl.jaas.config, has no effect with security.protocol=PLAINTEXT",
    "ssl.truststore.location, has no effect with security.protocol=PLAINTEXT",
    "security.protocol, must be one of"
  })
  void whatIsNotForOperatorsIsRefusedByName(String name, String reason) {
    assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> KafkaAccess.of("k:9092", Map.of(name, "hidden")))
        .withMessageContaining(name).withMessageContaining(reason).withMessageNotContaining("hidden");
  }

  @Test
  void aTrustStoreWithoutTlsIsNotedAlthoughThereIsSasl() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> KafkaAccess.of("k:9092", Map.of("security.protocol", "SASL_PLAINTEXT", "ssl.truststore.location", "x")))
        .withMessageContaining("has no effect with security.protocol=SASL_PLAINTEXT");
  }

  @Test
  void secretsMayLieInFilesOfTheirOwn(@TempDir Path secrets) throws Exception {
    Files.writeString(secrets.resolve("sasl.jaas.config"), "Module required password=\"hidden\";");
    KafkaAccess access = KafkaAccess.of("k:9092", Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.jaas.config", "${dir:" + secrets + ":sasl.jaas.config}",
        "config.providers", "dir",
        "config.providers.dir.class", PROVIDER));
    assertThat(access.with(Map.of("client.id", "me"))).isEqualTo(Map.of(
        "client.id", "me",
        "bootstrap.servers", "k:9092",
        "security.protocol", "SASL_SSL",
        "sasl.jaas.config", "Module required password=\"hidden\";"));
    assertThat(access).hasToString("k:9092");
  }

  @Test
  void aSecretThatIsMissingIsToldByTheNameOfItsProperty(@TempDir Path secrets) {
    assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> KafkaAccess.of("k:9092", Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.jaas.config", "${dir:" + secrets + ":sasl.jaas.config}",
            "config.providers", "dir",
            "config.providers.dir.class", PROVIDER)))
        .withMessageContaining("sasl.jaas.config");
  }

  @Test
  void whatTheProgramSettlesCannotBeReplaced() {
    assertThat(KafkaAccess.open("k:9092").with(Map.of("bootstrap.servers", "other:1"))).containsEntry("bootstrap.servers", "k:9092");
  }
}
