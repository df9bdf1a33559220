package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code schema.registry.ssl.*}, on registries that speak TLS with certificates of their own. */
class RegistryTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path directory;
  private static Path registry;
  private static Path client;
  private static Path trusted;

  private ScriptedServer server;

  @BeforeAll
  static void certify() throws Exception {
    registry = certificate("registry");
    client = certificate("client");
    trusted = directory.resolve("trusted.p12");
    KeyStore both = KeyStore.getInstance("PKCS12");
    both.load(null, null);
    for (Path one : List.of(registry, client)) {
      String alias = one.getFileName().toString();
      both.setCertificateEntry(alias, KeyStore.getInstance(one.toFile(), PASSWORD.toCharArray()).getCertificate("own"));
    }
    try (OutputStream out = Files.newOutputStream(trusted)) {
      both.store(out, PASSWORD.toCharArray());
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void aRegistryOfATrustedAuthorityIsAsked() throws Exception {
    start(false);
    assertThat(client(trust()).byId(7)).isEqualTo(Schema.create(Schema.Type.STRING));
  }

  @Test
  void oneOfAnotherAuthorityIsNot() throws Exception {
    start(false);
    assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> client(Map.of()).byId(7));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void oneThatWantsToKnowItsClientsIsShownACertificate() throws Exception {
    start(true);
    assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> client(trust()).byId(7));
    assertThat(server.requests()).isEmpty();
    Map<String, Object> known = new HashMap<>(trust());
    known.put("schema.registry.ssl.keystore.location", client.toString());
    known.put("schema.registry.ssl.keystore.password", PASSWORD);
    known.put("schema.registry.ssl.key.password", PASSWORD);
    assertThat(client(known).byId(7)).isEqualTo(Schema.create(Schema.Type.STRING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema.registry.ssl.truststore.place", "schema.registry.ssl.truststore.location"})
  void whatCannotBeIsSaidAtTheStart(String property) throws Exception {
    start(false);
    assertThatThrownBy(() -> client(Map.of(property, directory.resolve("none.p12").toString())))
        .isInstanceOf(ConfigException.class);
  }

  private static Map<String, Object> trust() {
    return Map.of(
        "schema.registry.ssl.truststore.location", trusted.toString(), "schema.registry.ssl.truststore.password", PASSWORD);
  }

  private void start(boolean known) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(registry.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(trusted.toFile(), PASSWORD.toCharArray()));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    server = new ScriptedServer(tls, known);
    server.otherwise(200, "{\"schema\": \"\\\"string\\\"\"}");
    server.start();
  }

  private ConfluentSchemaRegistry client(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("schema.registry.url", server.url());
    all.put("max.retries", 0);
    return new ConfluentSchemaRegistry(all);
  }

  /** A key with a certificate that is its own authority. */
  private static Path certificate(String name) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "own",
            "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1", "-validity", "2",
            "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
        .redirectErrorStream(true)
        .start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    return store;
  }
}
