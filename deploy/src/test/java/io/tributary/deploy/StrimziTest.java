package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.tributary.connectors.CaptureConfig;
import io.tributary.schemas.Context;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.inventory.InventoryTopology;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.usage.UsageTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kafka, its topics, and what is applied together. */
class StrimziTest {
  static final List<ContextDefinition> CONTEXTS =
      List.of(new DirectoryTopology(), new CreditsTopology(), new UsageTopology(), new InventoryTopology());

  private final List<HasMetadata> manifests = manifests();

  @Test
  void aKeyThatTheModelsDoNotKnowIsRefused() {
    Map<String, Object> topic = new HashMap<>(Repository.yamls("deploy/strimzi/topics.yaml").getFirst());
    topic.put("spec", Map.of("partitions", 4, "replica", 3));
    assertThatThrownBy(() -> Manifests.parse(topic)).hasMessageContaining("replica");
  }

  @Test
  void namesAreUnique() {
    assertThat(manifests.stream().map(one -> one.getKind() + " " + one.getMetadata().getName())).doesNotHaveDuplicates();
  }

  @Test
  void topicsAreThoseThatTheProgramMakes() {
    assertThat(CONTEXTS.stream().map(ContextDefinition::context)).containsExactlyInAnyOrder(Context.values());
    Map<String, Map<String, String>> made = new HashMap<>();
    CONTEXTS.stream().flatMap(context -> context.topics().stream())
        .forEach(topic -> made.put(topic.name(), topic.configs()));
    made.put(CaptureConfig.DEFAULT_OFFSETS_TOPIC, Map.of("cleanup.policy", "compact"));
    Map<String, Map<String, String>> declared = topics().collect(Collectors.toMap(
        topic -> topic.getMetadata().getName(),
        topic -> topic.getSpec().getConfig().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())))));
    assertThat(declared).isEqualTo(made);
  }

  @Test
  void partitionsAreWhatTheProcessesAreTold() {
    String told = Manifests.of(manifests, ConfigMap.class).getFirst().getData().get("TRIBUTARY_PARTITIONS");
    assertThat(topics()).allSatisfy(topic -> {
      boolean offsets = topic.getMetadata().getName().equals(CaptureConfig.DEFAULT_OFFSETS_TOPIC);
      assertThat(topic.getSpec().getPartitions()).isEqualTo(offsets ? 1 : Integer.parseInt(told));
      assertThat(topic.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", kafka().getMetadata().getName());
    });
  }

  @Test
  void kafkaSuitsWhatTheProgramAsksOfIt() {
    Map<String, Object> config = kafka().getSpec().getKafka().getConfig();
    assertThat(Integer.parseInt(config.get("group.min.session.timeout.ms").toString())).isLessThanOrEqualTo(2_500);
    assertThat(config).containsEntry("auto.create.topics.enable", false)
        .containsEntry("add.partitions.to.txn.retry.backoff.ms", 1);
    int brokers = Manifests.of(manifests, KafkaNodePool.class).stream()
        .filter(pool -> pool.getSpec().getRoles().toString().contains("BROKER"))
        .mapToInt(pool -> pool.getSpec().getReplicas())
        .sum();
    assertThat(topics()).allSatisfy(topic -> assertThat(topic.getSpec().getReplicas()).isEqualTo(brokers));
    String bootstrap = Manifests.of(manifests, ConfigMap.class).getFirst().getData().get("TRIBUTARY_KAFKA_BOOTSTRAP");
    assertThat(bootstrap).isEqualTo(kafka().getMetadata().getName() + "-kafka-bootstrap:"
        + kafka().getSpec().getKafka().getListeners().getFirst().getPort());
  }

  @Test
  void theApiGrowsAsTheSeedSays() {
    var scaler = Manifests.of(manifests, HorizontalPodAutoscaler.class).getFirst().getSpec();
    assertThat(List.of(scaler.getMinReplicas(), scaler.getMaxReplicas(),
        scaler.getMetrics().getFirst().getResource().getTarget().getAverageUtilization())).containsExactly(3, 50, 70);
  }

  @Test
  void kustomizeAppliesAllButTheOtherWayToCapture() throws IOException {
    List<?> resources = (List<?>) Repository.yaml("deploy/strimzi/kustomization.yaml").get("resources");
    try (Stream<Path> files = Files.list(Repository.ROOT.resolve("deploy/strimzi"))) {
      assertThat(files.map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("kafka-connect") && !name.equals("kustomization.yaml")).toList())
          .containsExactlyInAnyOrderElementsOf(resources.stream().map(Object::toString).toList());
    }
  }

  private Kafka kafka() {
    return Manifests.of(manifests, Kafka.class).getFirst();
  }

  private Stream<KafkaTopic> topics() {
    return Manifests.of(manifests, KafkaTopic.class).stream();
  }

  private static List<HasMetadata> manifests() {
    try {
      return Manifests.all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
