package io.tributary.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Manifests, parsed by the models of Kubernetes and Strimzi; a key that they don't know is an error. */
final class Manifests {
  private static final String STRIMZI = "kafka.strimzi.io/v1 ";

  private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
      Map.entry("v1 ConfigMap", ConfigMap.class),
      Map.entry("v1 Service", Service.class),
      Map.entry("apps/v1 Deployment", Deployment.class),
      Map.entry("apps/v1 StatefulSet", StatefulSet.class),
      Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
      Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
      Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
      Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
      Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
      Map.entry(STRIMZI + "Kafka", Kafka.class),
      Map.entry(STRIMZI + "KafkaNodePool", KafkaNodePool.class),
      Map.entry(STRIMZI + "KafkaTopic", KafkaTopic.class),
      Map.entry(STRIMZI + "KafkaUser", KafkaUser.class),
      Map.entry(STRIMZI + "KafkaConnect", KafkaConnect.class),
      Map.entry(STRIMZI + "KafkaConnector", KafkaConnector.class));

  private static final ObjectMapper STRICT = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .annotationIntrospector(new JacksonAnnotationIntrospector() {
        private static final long serialVersionUID = 1L;

        /** The models keep what they don't know; here it is a mistake. */
        @Override
        public Boolean hasAnySetter(Annotated annotated) {
          return false;
        }
      })
      .build();

  private Manifests() {}

  /** All of deploy/strimzi, except what only kustomize reads. */
  static List<HasMetadata> all() throws IOException {
    try (Stream<Path> files = Files.list(Repository.ROOT.resolve("deploy/strimzi"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("kustomization.yaml"))
          .sorted()
          .flatMap(name -> in("deploy/strimzi/" + name).stream())
          .toList();
    }
  }

  static List<HasMetadata> in(String path) {
    return Repository.yamls(path).stream().map(Manifests::parse).toList();
  }

  /** @throws IllegalArgumentException when the kind is not known, or has no such key */
  static HasMetadata parse(Map<String, Object> document) {
    String kind = document.get("apiVersion") + " " + document.get("kind");
    Class<? extends HasMetadata> model = KINDS.get(kind);
    if (model == null) {
      throw new IllegalArgumentException("no model of " + kind);
    }
    return STRICT.convertValue(document, model);
  }

  static <T extends HasMetadata> List<T> of(List<HasMetadata> manifests, Class<T> kind) {
    return manifests.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
