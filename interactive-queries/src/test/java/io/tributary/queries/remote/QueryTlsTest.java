package io.tributary.queries.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.FreePorts;
import io.tributary.queries.LocalHost;
import io.tributary.queries.RuntimeSettings;
import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.schemas.KafkaAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir
  private Path directory;

  private QueryTls platform;

  @BeforeEach
  void platform() throws Exception {
    platform = QueryTls.read(certified("platform", QueryTls.NAME));
  }

  @Test
  void processesOfOnePlatformUnderstandEachOther() throws Exception {
    int port = FreePorts.next();
    try (QueryServer server = server(port, Optional.of(platform)); Cluster cluster = cluster(port, Optional.of(platform))) {
      await().atMost(PATIENCE).until(cluster::met);
      assertThat(server.inside()).isZero();
    }
  }

  @Test
  void whoHasNoCertificateOrAnotherAuthoritysIsNotSpokenTo() throws Exception {
    QueryTls stranger = QueryTls.read(certified("stranger", QueryTls.NAME));
    int port = FreePorts.next();
    try (QueryServer server = server(port, Optional.of(platform));
        Cluster open = cluster(port, Optional.empty());
        Cluster other = cluster(port, Optional.of(stranger))) {
      assertThat(server.inside()).isZero();
      refused(open);
      refused(other);
    }
  }

  @Test
  void aServerThatIsOpenOrNamedOtherwiseIsNotAsked() throws Exception {
    QueryTls misnamed = QueryTls.read(certified("misnamed", "localhost"));
    int port = FreePorts.next();
    try (QueryServer server = server(port, Optional.of(misnamed)); Cluster cluster = cluster(port, Optional.of(misnamed))) {
      assertThat(server.inside()).isZero();
      refused(cluster);
    }
    int openPort = FreePorts.next();
    try (QueryServer server = server(openPort, Optional.empty()); Cluster cluster = cluster(openPort, Optional.of(platform))) {
      assertThat(server.inside()).isZero();
      refused(cluster);
    }
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    Path files = certified("incomplete", QueryTls.NAME);
    Files.writeString(files.resolve("ca.crt"), "no certificate");
    assertThatIllegalArgumentException().isThrownBy(() -> QueryTls.read(files)).withMessageContaining("can't be used");
    Files.delete(files.resolve("tls.key"));
    assertThatIllegalArgumentException().isThrownBy(() -> QueryTls.read(files)).withMessageContaining("tls.key is missing");
  }

  private static void refused(Cluster cluster) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(cluster.complaint()).contains("UNAVAILABLE"));
    assertThat(cluster.met()).isFalse();
  }

  private QueryServer server(int port, Optional<QueryTls> tls) throws Exception {
    RuntimeSettings settings = new RuntimeSettings(
        KafkaAccess.open("unused:9092"), 1, 1, 0, directory, "one", new HostPort("127.0.0.1", port), Map.of());
    return QueryServer.start(new LocalHost(List.of()), settings, new Trust(new byte[32], tls), "127.0.0.1");
  }

  private static Cluster cluster(int port, Optional<QueryTls> tls) {
    return new Cluster(1, List.of(new HostPort("127.0.0.1", port)), Optional.empty(), new Trust(new byte[32], tls));
  }

  /** A certificate that is its own authority. */
  private Path certified(String whose, String name) throws Exception {
    Path store = directory.resolve(whose + ".p12");
    Process keytool = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "key",
        "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + whose, "-ext", "san=dns:" + name, "-validity", "2",
        "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", new String(PASSWORD))
        .redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    Key key = keys.getKey("key", PASSWORD);
    Certificate certificate = keys.getCertificate("key");
    Path files = Files.createDirectories(directory.resolve(whose));
    Files.writeString(files.resolve("tls.key"), pem("PRIVATE KEY", key.getEncoded()));
    Files.writeString(files.resolve("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(files.resolve("ca.crt"), pem("CERTIFICATE", certificate.getEncoded()));
    return files;
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, Base64.getMimeEncoder().encodeToString(encoded));
  }
}
