package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.ConnectorProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Every runtime gets the connector's properties as the file has them. */
class ConnectorManifestTest {
  private final Map<String, String> file = new TreeMap<>(ConnectorProperties.asWritten());

  @Test
  void strimziRunsTheFile() throws IOException {
    Map<String, Object> manifest = Repository.yaml("deploy/strimzi/kafka-connector.yaml");
    Map<String, Object> spec = Repository.map(manifest.get("spec"));
    Map<String, Object> inManifest = new TreeMap<>(Repository.map(spec.get("config")));
    inManifest.put("name", Repository.map(manifest.get("metadata")).get("name"));
    inManifest.put("connector.class", spec.get("class"));
    inManifest.put("tasks.max", String.valueOf(spec.get("tasksMax")));
    assertThat(inManifest).isEqualTo(file);
    assertThat(manifest).containsEntry("apiVersion", "kafka.strimzi.io/v1").containsEntry("kind", "KafkaConnector");
  }

  @Test
  void theConnectorRunsInTheClusterOfTheManifest() throws IOException {
    Map<String, Object> metadata =
        Repository.map(Repository.yaml("deploy/strimzi/kafka-connector.yaml").get("metadata"));
    Map<String, Object> cluster = Repository.map(Repository.yamls("deploy/strimzi/kafka-connect.yaml").getFirst().get("metadata"));
    assertThat(Repository.map(metadata.get("labels"))).containsEntry("strimzi.io/cluster", cluster.get("name"));
    assertThat(Repository.map(cluster.get("annotations"))).containsEntry("strimzi.io/use-connector-resources", "true");
  }

  @Test
  void composePostsTheFile() throws Exception {
    Process script =
        new ProcessBuilder(
                "sh", Repository.ROOT.resolve("deploy/connect/register.sh").toString(),
                Repository.ROOT.resolve("connectors/src/main/resources" + ConnectorProperties.RESOURCE).toString(), "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String json = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).isZero();
    // JSON is YAML.
    Map<String, Object> posted = new Yaml().load(json);
    assertThat(posted).isEqualTo(file);
  }
}
