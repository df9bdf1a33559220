package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir
  private Path data;

  @Test
  void keepsIdsAndLevelOverKillAndRestart() throws Exception {
    List<String> ids = new ArrayList<>();
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
      for (int i = 0; i < 20; i++) {
        ids.add(register(registry, i));
      }
      // At once after the last answer: what was answered must be stored.
      registry.process().destroyForcibly();
      assertThatThrownBy(() -> registry.exited().orTimeout(5, TimeUnit.SECONDS).join())
          .cause()
          .isInstanceOf(PartFailedException.class)
          .hasMessageContaining("the schema registry stopped unexpectedly (signal 9)");
    }
    assertThat(ids).doesNotHaveDuplicates();
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
      for (int i = 0; i < 20; i++) {
        assertThat(lookUp(registry, i)).isEqualTo(ids.get(i));
      }
      assertThat(get(registry, "/config")).contains("FULL_TRANSITIVE");
      assertThat(refusal(registry)).isEqualTo(409);
    }
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
      assertThat(lookUp(registry, 19)).isEqualTo(ids.get(19));
    }
  }

  @Test
  void stopsAnOrphanFirst() {
    RegistryServer orphan =
        RegistryServer.start("an orphan", Directories.prepare(data), FreePorts.next(), List.of(), List.of());
    assertThat(orphan.awaitReady()).isTrue();
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
      assertThat(orphan.child().isAlive()).isFalse();
      assertThat(registry.process().isAlive()).isTrue();
    }
  }

  @Test
  void refusesADirectoryInUseAndATakenPort() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.temporary();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path inUse = registry.home();
      assertThatThrownBy(() -> EmbeddedRegistry.start(inUse, 0))
          .isInstanceOf(PartFailedException.class)
          .hasMessageContaining("already runs on " + inUse);
      assertThatThrownBy(() -> EmbeddedRegistry.start(data, taken.getLocalPort()))
          .hasMessage("port " + taken.getLocalPort() + " is taken; choose another with --registry-port");
    }
  }

  private static String schema(int number) {
    return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R" + number + "\\\",\\\"fields\\\":"
        + "[{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"string\\\"}]}\"}";
  }

  private static String register(EmbeddedRegistry registry, int number) throws Exception {
    HttpResponse<String> answer = post(registry, "/subjects/R" + number + "/versions", schema(number));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return id(answer.body());
  }

  private static String lookUp(EmbeddedRegistry registry, int number) throws Exception {
    return id(post(registry, "/subjects/R" + number, schema(number)).body());
  }

  /** A new field without default breaks readers of old data. */
  private static int refusal(EmbeddedRegistry registry) throws Exception {
    String breaking = schema(0).replace("\\\"a\\\"", "\\\"b\\\"");
    return post(registry, "/subjects/R0/versions", breaking).statusCode();
  }

  private static String id(String json) {
    return json.replaceAll(".*\"id\":(\\d+).*", "$1");
  }

  private static HttpResponse<String> post(EmbeddedRegistry registry, String path, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String get(EmbeddedRegistry registry, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(registry.url() + path)).build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
