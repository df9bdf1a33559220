package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alert rules and dashboards, held against what a process really serves at /metrics. */
class MonitoringTest {
  private static final String HOME = "deploy/monitoring/";

  /** What Prometheus adds itself. */
  private static final Set<String> PROMETHEUS = Set.of("instance", "job", "le");

  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern ALERT_LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern AGGREGATION = Pattern.compile("\\b(?:sum|max|min|avg|count)\\s*(?:by\\s*)?\\(");

  private static final JsonMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Each metric with its labels; DevIT sees that a running platform serves them. */
  private final Map<String, Set<String>> served = Repository.text(HOME + "metrics.txt").lines()
      .filter(line -> !line.startsWith("#"))
      .map(line -> line.split(" "))
      .collect(Collectors.toMap(words -> words[0], words -> Set.of(Arrays.copyOfRange(words, 1, words.length))));

  @Test
  void rulesAreOfPrometheusSchema() throws IOException {
    assertThat(rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
      assertThat(rule.getAlert()).startsWith("Tributary");
      assertThat(rule.getLabels().get("severity")).isIn("critical", "warning");
      assertThat(rule.getAnnotations().keySet()).containsExactlyInAnyOrder("summary", "action");
    });
    assertThat(rules().stream().map(Rule::getAlert)).doesNotHaveDuplicates();
  }

  @Test
  void rulesNameWhatIsServed() throws IOException {
    assertThat(rules()).allSatisfy(rule -> {
      String expression = rule.getExpr().getStrVal();
      assertServed(expression);
      rule.getAnnotations().values().forEach(text -> assertThat(named(ALERT_LABEL, text)).as(text).allMatch(labels(expression)::contains));
    });
  }

  @Test
  void anExpressionIsReadToItsLabels() {
    Expression read = Expression.parse("sum by (le, context) (rate(a_bucket{b=~\"x{y}\", c!=\"d\"}[5m])) / max(e) > 0.5");
    assertThat(read.metrics()).isEqualTo(Map.of("a_bucket", Set.of("b", "c"), "e", Set.of()));
    assertThat(read.grouping()).containsExactlyInAnyOrder("le", "context");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboardsNameWhatIsServed(Path file) throws IOException {
    JsonNode dashboard = STRICT.readTree(Files.readString(file));
    assertThat(dashboard.required("uid").asString()).isEqualTo("tributary-" + file.getFileName().toString().replace(".json", ""));
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : dashboard.required("panels")) {
      assertThat(ids.add(panel.required("id").asInt())).isTrue();
      assertThat(panel.required("type").asString()).isIn("stat", "timeseries");
      assertThat(panel.required("datasource").required("uid").asString()).isEqualTo("${datasource}");
      JsonNode at = panel.required("gridPos");
      for (int x = 0; x < at.required("w").asInt(); x++) {
        for (int y = 0; y < at.required("h").asInt(); y++) {
          int column = at.required("x").asInt() + x;
          assertThat(column).isLessThan(24);
          assertThat(cells.add(column + "/" + (at.required("y").asInt() + y))).as("%s lies over another", panel.required("title")).isTrue();
        }
      }
      for (JsonNode target : panel.required("targets")) {
        String expression = target.required("expr").asString();
        assertServed(expression);
        String legend = target.path("legendFormat").asString("");
        assertThat(named(LEGEND_LABEL, legend)).as("%s, of %s", legend, expression).allMatch(labels(expression)::contains);
      }
    }
    assertThat(ids).isNotEmpty();
  }

  @Test
  void prometheusAsksTheComposeFilesProcesses() throws IOException {
    Map<String, Object> job = Repository.map(((List<?>) Repository.yaml(HOME + "prometheus.yml").get("scrape_configs")).getFirst());
    assertThat(job).containsEntry("job_name", "tributary").containsEntry("metrics_path", "/metrics");
    Map<String, Object> services = Repository.map(Repository.yaml("docker-compose.yml").get("services"));
    List<String> asked = new ArrayList<>();
    for (Object group : (List<?>) job.get("static_configs")) {
      ((List<?>) Repository.map(group).get("targets")).forEach(target -> asked.add(target.toString()));
    }
    assertThat(asked).isNotEmpty().allSatisfy(target -> {
      assertThat(target).endsWith(":" + Commands.fallback("serve", "TRIBUTARY_HTTP_PORT"));
      assertThat(services).containsKey(target.split(":")[0]);
    });
  }

  private void assertServed(String expression) {
    Expression read = Expression.parse(expression);
    assertThat(read.metrics()).as(expression).isNotEmpty();
    Set<String> labels = new HashSet<>(PROMETHEUS);
    read.metrics().forEach((metric, selected) -> {
      Set<String> own = metric.equals("up") ? Set.of() : served.get(metric);
      assertThat(own).as("%s, in %s", metric, expression).isNotNull();
      labels.addAll(own);
      assertThat(selected).as(expression).allMatch(label -> own.contains(label) || PROMETHEUS.contains(label));
    });
    assertThat(labels).as(expression).containsAll(read.grouping());
  }

  private static List<String> named(Pattern label, String text) {
    return label.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** Labels that its result may have: those it groups by; all of its metrics where it only selects. */
  private Set<String> labels(String expression) {
    Expression read = Expression.parse(expression);
    if (!read.grouping().isEmpty() || AGGREGATION.matcher(expression).find()) {
      return Set.copyOf(read.grouping());
    }
    Set<String> labels = new HashSet<>(PROMETHEUS);
    read.metrics().keySet().forEach(metric -> labels.addAll(served.getOrDefault(metric, Set.of())));
    return labels;
  }

  private static List<Rule> rules() throws IOException {
    Map<String, Object> resource = Map.of(
        "apiVersion", "monitoring.coreos.com/v1", "kind", "PrometheusRule", "spec", Repository.yaml(HOME + "alerts.yml"));
    return ((PrometheusRule) Manifests.parse(resource)).getSpec().getGroups().stream()
        .flatMap(group -> group.getRules().stream())
        .toList();
  }

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(Repository.ROOT.resolve(HOME + "grafana/dashboards"))) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(4);
      return found;
    }
  }
}
