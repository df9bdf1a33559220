package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.CaptureTopics;
import io.tributary.connectors.ConnectorProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
  private static final Pattern ENV_REFERENCE = Pattern.compile("\\$\\{env:(\\w+)}");

  private Map<String, Object> compose;
  private Map<String, Object> services;

  @BeforeEach
  void parse() throws IOException {
    compose = Repository.yaml("docker-compose.yml");
    services = Repository.map(compose.get("services"));
  }

  @Test
  void itHasOnlyKeysOfTheComposeSpecification() {
    assertThat(compose.keySet()).isSubsetOf("name", "services", "volumes", "x-postgres");
    services.forEach(
        (name, service) ->
            assertThat(Repository.map(service).keySet())
                .as(name)
                .isSubsetOf(
                    "image", "command", "environment", "ports", "volumes", "depends_on", "healthcheck", "restart"));
  }

  @Test
  void imagesArePinned() {
    services.forEach(
        (name, service) ->
            assertThat(Repository.map(service).get("image").toString()).as(name).matches("\\S+:\\d+\\.\\d+\\S*"));
  }

  @Test
  void whatKeepsRunningHasAHealthCheck() {
    services.forEach(
        (name, service) -> {
          boolean once = "no".equals(Repository.map(service).get("restart"));
          assertThat(Repository.map(service).containsKey("healthcheck")).as(name).isEqualTo(!once);
        });
  }

  @Test
  void dependenciesExistAndWaitForWhatTheyNeed() {
    services.forEach(
        (name, service) -> {
          Object dependencies = Repository.map(service).getOrDefault("depends_on", Map.of());
          Repository.map(dependencies)
              .forEach(
                  (needed, how) -> {
                    assertThat(services).as(name).containsKey(needed);
                    boolean once = "no".equals(Repository.map(services.get(needed)).get("restart"));
                    assertThat(Repository.map(how))
                        .as(name + " needs " + needed)
                        .containsEntry("condition", once ? "service_completed_successfully" : "service_healthy");
                  });
        });
  }

  @Test
  void volumesExistAndSoDoMountedFolders() {
    Set<String> declared = Repository.map(compose.get("volumes")).keySet();
    services.forEach(
        (name, service) -> {
          for (Object mount : (List<?>) Repository.map(service).getOrDefault("volumes", List.of())) {
            String source = mount.toString().split(":", -1)[0];
            if (source.startsWith("./")) {
              assertThat(Repository.ROOT.resolve(source)).as(name).isDirectory();
            } else {
              assertThat(declared).as(name).contains(source);
            }
          }
        });
  }

  @Test
  void portsAreOpenToThisMachineOnly() {
    services.forEach(
        (name, service) ->
            assertThat((List<?>) Repository.map(service).getOrDefault("ports", List.of()))
                .as(name)
                .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:")));
  }

  @Test
  void connectKnowsEveryVariableOfTheConnector() {
    Map<String, Object> environment = Repository.map(Repository.map(services.get("connect")).get("environment"));
    Set<String> referenced = new TreeSet<>();
    ConnectorProperties.asWritten()
        .values()
        .forEach(value -> ENV_REFERENCE.matcher(value).results().forEach(found -> referenced.add(found.group(1))));
    assertThat(referenced).isNotEmpty().isSubsetOf(environment.keySet());
    String allowed = environment.get("CONNECT_CONFIG_PROVIDERS_ENV_PARAM_ALLOWLIST_PATTERN").toString();
    assertThat(referenced).allMatch(name -> name.matches(allowed));
  }

  @Test
  void theScriptCreatesTheCapturesTopics() throws IOException {
    Map<String, Map<String, String>> created = new TreeMap<>();
    try (Stream<String> lines = Files.lines(Repository.ROOT.resolve("deploy/kafka/create-topics.sh"))) {
      lines
          .filter(line -> line.startsWith("create outbox."))
          .map(line -> line.split(" "))
          .forEach(words -> created.put(words[1], configs(words)));
    }
    Map<String, Map<String, String>> wanted =
        CaptureTopics.all().stream()
            .collect(Collectors.toMap(CaptureTopics.CaptureTopic::name, CaptureTopics.CaptureTopic::configs));
    assertThat(created).isEqualTo(wanted);
  }

  private static Map<String, String> configs(String[] words) {
    return Stream.of(words)
        .skip(3)
        .map(word -> word.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
