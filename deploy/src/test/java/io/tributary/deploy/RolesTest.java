package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.tributary.app.cli.BuildVersion;
import io.tributary.app.platform.StatusServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform's processes in Kubernetes, held against what the program takes and serves. */
class RolesTest {
  private List<HasMetadata> manifests;

  /** By role, which is also the command. */
  private final Map<String, PodTemplateSpec> pods = new TreeMap<>();

  @BeforeEach
  void parse() throws Exception {
    manifests = Manifests.all();
    Manifests.of(manifests, Deployment.class).forEach(one -> add(one.getSpec().getTemplate()));
    Manifests.of(manifests, StatefulSet.class).forEach(one -> add(one.getSpec().getTemplate()));
    assertThat(pods.keySet()).containsExactly("api", "capture", "worker");
  }

  private void add(PodTemplateSpec pod) {
    pods.put(pod.getMetadata().getLabels().get("app.kubernetes.io/component"), pod);
  }

  @Test
  void eachRoleIsGivenWhatItsCommandAsksFor() {
    Set<String> shared = Manifests.of(manifests, ConfigMap.class).getFirst().getData().keySet();
    Set<String> taken = new HashSet<>();
    pods.forEach((role, pod) -> {
      Container container = container(role);
      assertThat(container.getArgs().getFirst()).isEqualTo(role);
      assertThat(Commands.options(role)).as(role).containsAll(container.getArgs().subList(1, container.getArgs().size()));
      List<String> own = container.getEnv().stream().map(EnvVar::getName).filter(name -> name.startsWith("TRIBUTARY_")).toList();
      assertThat(Commands.variables(role)).as(role).containsAll(own);
      taken.addAll(Commands.variables(role));
      Stream.of("TRIBUTARY_KAFKA_BOOTSTRAP", "TRIBUTARY_REGISTRY_URL", "TRIBUTARY_POSTGRES_URL", "TRIBUTARY_POSTGRES_USER",
              "TRIBUTARY_POSTGRES_PASSWORD", "TRIBUTARY_WORKERS", "TRIBUTARY_INSTANCE_ID", "TRIBUTARY_ADVERTISED_HOST")
          .filter(Commands.variables(role)::contains)
          .forEach(needed -> assertThat(shared.contains(needed) || own.contains(needed)).as(role + " " + needed).isTrue());
      boolean keys = container.getVolumeMounts().stream().anyMatch(mount -> mount.getMountPath().equals("/var/lib/tributary/secrets"));
      assertThat(keys).as(role).isEqualTo(Commands.variables(role).contains("TRIBUTARY_SECRETS_DIR"));
    });
    assertThat(taken).containsAll(shared);
  }

  @Test
  void portsAreTheProgramsOwn() {
    pods.keySet().forEach(role -> assertThat(port(role, "http").getContainerPort().toString())
        .isEqualTo(Commands.fallback(role, "TRIBUTARY_HTTP_PORT")));
    String query = Commands.fallback("worker", "TRIBUTARY_QUERY_PORT");
    assertThat(port("worker", "query").getContainerPort().toString()).isEqualTo(query);
    assertThat(container("api").getEnv()).anySatisfy(variable -> {
      assertThat(variable.getName()).isEqualTo("TRIBUTARY_WORKERS");
      assertThat(variable.getValue()).isEqualTo("tributary-workers:" + query);
    });
    assertThat(Manifests.of(manifests, StatefulSet.class).getFirst().getSpec().getServiceName()).isEqualTo("tributary-workers");
  }

  @Test
  void probesAskWhatIsServed() throws Exception {
    try (StatusServer served = StatusServer.start("127.0.0.1", 0, Map::of, List.of());
        HttpClient client = HttpClient.newHttpClient()) {
      Set<String> paths = new HashSet<>();
      pods.keySet().stream().map(this::container)
          .flatMap(one -> Stream.of(one.getStartupProbe(), one.getLivenessProbe(), one.getReadinessProbe()))
          .map(Probe::getHttpGet)
          .peek(probe -> assertThat(probe.getPort().getStrVal()).isEqualTo("http"))
          .forEach(probe -> paths.add(probe.getPath()));
      var monitored = Manifests.of(manifests, PodMonitor.class).getFirst().getSpec().getPodMetricsEndpoints().getFirst();
      assertThat(monitored.getPort()).isEqualTo("http");
      paths.add(monitored.getPath());
      for (String path : paths) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + served.port() + path)).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(paths).hasSize(3);
    }
  }

  @Test
  void everySelectorFindsPods() {
    Manifests.of(manifests, Service.class).forEach(one -> {
      PodTemplateSpec found = found(one.getSpec().getSelector());
      assertThat(one.getSpec().getPorts()).allSatisfy(port ->
          assertThat(named(found, port.getTargetPort().getStrVal())).as(one.getMetadata().getName()).isNotNull());
    });
    Manifests.of(manifests, Deployment.class).forEach(one -> found(one.getSpec().getSelector().getMatchLabels()));
    Manifests.of(manifests, StatefulSet.class).forEach(one -> found(one.getSpec().getSelector().getMatchLabels()));
    Manifests.of(manifests, PodDisruptionBudget.class).forEach(one -> found(one.getSpec().getSelector().getMatchLabels()));
    Manifests.of(manifests, NetworkPolicy.class).forEach(one -> {
      PodTemplateSpec found = found(one.getSpec().getPodSelector().getMatchLabels());
      one.getSpec().getIngress().stream().flatMap(rule -> rule.getPorts().stream()).forEach(port ->
          assertThat(named(found, port.getPort().getStrVal())).as(one.getMetadata().getName()).isNotNull());
    });
    Map<String, String> monitored = Manifests.of(manifests, PodMonitor.class).getFirst().getSpec().getSelector().getMatchLabels();
    assertThat(pods.values()).allSatisfy(pod ->
        assertThat(pod.getMetadata().getLabels().entrySet()).containsAll(monitored.entrySet()));
  }

  @Test
  void containersAreConfinedAndOfThisVersion() {
    pods.forEach((role, pod) -> {
      Container container = container(role);
      assertThat(container.getImage()).isEqualTo("tributary:" + BuildVersion.get());
      assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getResources().getLimits()).containsKey("memory");
      Set<String> volumes = new HashSet<>();
      pod.getSpec().getVolumes().forEach(volume -> volumes.add(volume.getName()));
      Manifests.of(manifests, StatefulSet.class).stream()
          .filter(set -> role.equals("worker"))
          .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
          .forEach(claim -> volumes.add(claim.getMetadata().getName()));
      assertThat(container.getVolumeMounts()).allSatisfy(mount -> assertThat(volumes).contains(mount.getName()));
    });
  }

  private Container container(String role) {
    return Objects.requireNonNull(pods.get(role)).getSpec().getContainers().getFirst();
  }

  private ContainerPort port(String role, String name) {
    return Objects.requireNonNull(named(Objects.requireNonNull(pods.get(role)), name));
  }

  private static ContainerPort named(PodTemplateSpec pod, String name) {
    return pod.getSpec().getContainers().getFirst().getPorts().stream()
        .filter(port -> port.getName().equals(name)).findFirst().orElse(null);
  }

  private PodTemplateSpec found(Map<String, String> selector) {
    return pods.values().stream()
        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no pods for " + selector));
  }
}
