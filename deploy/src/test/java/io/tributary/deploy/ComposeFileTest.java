package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.cli.BuildVersion;
import io.tributary.connectors.ConnectorProperties;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
    assertThat(compose.keySet()).isSubsetOf("name", "services", "volumes", "x-postgres", "x-streams", "x-tributary", "x-worker",
        "x-worker-environment");
    services.forEach(
        (name, service) ->
            assertThat(Repository.map(service).keySet())
                .as(name)
                .isSubsetOf(
                    "image", "build", "command", "environment", "ports", "volumes", "depends_on", "healthcheck",
                    "stop_grace_period", "restart", "profiles"));
  }

  @Test
  void imagesArePinned() {
    services.forEach(
        (name, service) ->
            assertThat(Repository.map(service).get("image").toString()).as(name).matches("\\S+:v?\\d+\\.\\d+\\S*"));
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
  void volumesExistAndSoDoesWhatIsMounted() {
    Set<String> declared = Repository.map(compose.get("volumes")).keySet();
    services.forEach(
        (name, service) -> {
          for (Object mount : (List<?>) Repository.map(service).getOrDefault("volumes", List.of())) {
            String source = mount.toString().split(":", -1)[0];
            if (source.startsWith("./")) {
              assertThat(Repository.ROOT.resolve(source)).as(name).exists();
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
  void eachRoleIsGivenWhatItsCommandAsksFor() {
    for (String service : List.of("tributary", "worker-0", "worker-1")) {
      isGivenWhatItsCommandAsksFor(Repository.map(services.get(service)));
    }
  }

  private static void isGivenWhatItsCommandAsksFor(Map<String, Object> tributary) {
    List<String> command = ((List<?>) tributary.get("command")).stream().map(Object::toString).toList();
    assertThat(Commands.options(command.getFirst())).containsAll(command.subList(1, command.size()));
    Set<String> known = Commands.variables(command.getFirst());
    assertThat(Repository.map(tributary.get("environment")).keySet()).isSubsetOf(known);
    assertThat(known).contains("TRIBUTARY_SECRETS_DIR");
  }

  @Test
  void workersAreApartAndTheApiKnowsThem() {
    String asked = Repository.map(Repository.map(services.get("tributary")).get("environment")).get("TRIBUTARY_WORKERS").toString();
    for (String worker : List.of("worker-0", "worker-1")) {
      Map<String, Object> service = Repository.map(services.get(worker));
      assertThat(Repository.map(service.get("environment")))
          .containsEntry("TRIBUTARY_ADVERTISED_HOST", worker)
          .containsEntry("TRIBUTARY_INSTANCE_ID", worker);
      assertThat(asked).contains(worker + ":8090");
      assertThat((List<?>) service.get("volumes")).anyMatch(mount -> mount.toString().startsWith("state-" + worker.charAt(7) + ":"));
    }
  }

  @Test
  void theImageIsBuiltHereAndNamedAfterThisVersion() throws IOException {
    for (String service : List.of("tributary", "secrets")) {
      Map<String, Object> built = Repository.map(services.get(service));
      assertThat(Repository.ROOT.resolve(Repository.map(built.get("build")).get("dockerfile").toString())).isRegularFile();
      assertThat(built.get("image")).isEqualTo("tributary:" + BuildVersion.get());
    }
  }
}
