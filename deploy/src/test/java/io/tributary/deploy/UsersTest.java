package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaAuthorizationSimple;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import io.strimzi.api.kafka.model.user.acl.StrimziAclOperation;
import io.tributary.connectors.CaptureConfig;
import io.tributary.connectors.CaptureTopics;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.schemas.KafkaAccess;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what in Kafka, held against what the program does there. */
class UsersTest {
  private List<HasMetadata> manifests;

  @BeforeEach
  void parse() throws IOException {
    manifests = Manifests.all();
  }

  @Test
  void aWorkerMayDoWhatItsTopologiesDo() {
    AvroPayloads payloads = new AvroPayloads(new InMemorySchemaRegistry());
    Map<String, Set<String>> needed = new TreeMap<>();
    StrimziTest.CONTEXTS.forEach(context -> {
      context.inputs().forEach(topic -> add(needed, "topic " + topic, "READ"));
      context.topology(payloads).describe().subtopologies().stream().flatMap(part -> part.nodes().stream())
          .filter(Sink.class::isInstance)
          .forEach(sink -> add(needed, "topic " + ((Sink) sink).topic(), "WRITE"));
      String application = context.context().applicationId();
      Stream.of("CREATE", "READ", "WRITE", "DESCRIBECONFIGS").forEach(right -> add(needed, "topic " + application + "-*", right));
      add(needed, "group " + application, "READ");
      add(needed, "transactionalId " + application + "-*", "WRITE");
    });
    assertThat(rights("tributary-worker")).isEqualTo(needed);
  }

  @Test
  void captureMayWriteRowsAndItsPosition() {
    for (String user : List.of("tributary-capture", "tributary-connect")) {
      Map<String, Set<String>> rights = rights(user);
      assertThat(CaptureTopics.all()).allSatisfy(topic ->
          assertThat(rights.remove("topic " + topic.name())).as(topic.name()).containsExactly("WRITE"));
      assertThat(rights.keySet()).allSatisfy(left -> assertThat(left).containsAnyOf(
          CaptureConfig.DEFAULT_OFFSETS_TOPIC, " tributary.connect-", " tributary-connect"));
    }
  }

  @Test
  void nobodyMayDecideForTheLedgerButWorkers() {
    Set<String> theirs = StrimziTest.CONTEXTS.stream()
        .flatMap(context -> Stream.of(context.context().events(), context.context().replies()))
        .map(topic -> "topic " + topic).collect(Collectors.toSet());
    users().map(user -> user.getMetadata().getName()).filter(name -> !name.equals("tributary-worker")).forEach(name ->
        rights(name).forEach((resource, rights) -> {
          if (theirs.contains(resource)) {
            assertThat(rights).as(name + ": " + resource).doesNotContain("WRITE");
          }
        }));
  }

  @Test
  void rightsAreOnTopicsThatThereAreAndNeverAll() {
    Set<String> topics = Manifests.of(manifests, KafkaTopic.class).stream()
        .map(topic -> "topic " + topic.getMetadata().getName()).collect(Collectors.toSet());
    assertThat(users()).hasSize(4).allSatisfy(user -> {
      assertThat(user.getMetadata().getLabels())
          .containsEntry("strimzi.io/cluster", Manifests.of(manifests, Kafka.class).getFirst().getMetadata().getName());
      assertThat(user.getSpec().getAuthentication()).isInstanceOf(KafkaUserScramSha512ClientAuthentication.class);
      rights(user.getMetadata().getName()).forEach((resource, rights) -> {
        assertThat(rights).doesNotContain("ALL", "DELETE", "ALTER", "ALTERCONFIGS", "CLUSTERACTION");
        if (resource.startsWith("topic ") && !resource.endsWith("*")) {
          assertThat(topics).contains(resource);
        }
      });
    });
  }

  @Test
  void theListenerAsksWhoComesAndTheBrokersWhatHeMay() {
    var kafka = Manifests.of(manifests, Kafka.class).getFirst().getSpec();
    assertThat(kafka.getKafka().getAuthorization()).isInstanceOf(KafkaAuthorizationSimple.class);
    assertThat(kafka.getEntityOperator().getUserOperator()).isNotNull();
    List<GenericKafkaListener> listeners = kafka.getKafka().getListeners();
    assertThat(listeners).hasSize(1).allSatisfy(listener -> {
      assertThat(listener.isTls()).isTrue();
      assertThat(listener.getAuth().getType()).isEqualTo("scram-sha-512");
    });
    assertThat(Manifests.of(manifests, KafkaConnect.class).getFirst().getSpec().getBootstrapServers())
        .isEqualTo(data("tributary").get("TRIBUTARY_KAFKA_BOOTSTRAP"));
  }

  @Test
  void eachPodHasItsUsersSecretBesideTheProperties() throws IOException {
    String file = data("tributary").get("TRIBUTARY_KAFKA_PROPERTIES");
    String directory = file.substring(0, file.lastIndexOf('/'));
    Properties properties = new Properties();
    properties.load(new StringReader(data("tributary-kafka").get(file.substring(directory.length() + 1))));
    pods().forEach((role, pod) -> {
      assertThat(pod.getContainers().getFirst().getVolumeMounts()).anySatisfy(mount -> {
        assertThat(mount.getMountPath()).isEqualTo(directory);
        Volume volume = pod.getVolumes().stream().filter(one -> one.getName().equals(mount.getName())).findFirst().orElseThrow();
        List<VolumeProjection> sources = volume.getProjected().getSources();
        assertThat(sources.getFirst().getConfigMap().getName()).isEqualTo("tributary-kafka");
        Map<String, String> secrets = sources.stream().map(VolumeProjection::getSecret).filter(one -> one != null)
            .collect(Collectors.toMap(one -> one.getItems().getFirst().getPath(), SecretProjection::getName));
        assertThat(secrets).isEqualTo(Map.of("sasl.jaas.config", "tributary-" + role, "ca.crt", "tributary-cluster-ca-cert"));
        assertThat(properties.getProperty("ssl.truststore.location")).isEqualTo(directory + "/ca.crt");
        assertThat(properties.getProperty("sasl.jaas.config")).isEqualTo("${dir:" + directory + ":sasl.jaas.config}");
      });
      assertThat(users().map(user -> user.getMetadata().getName())).contains("tributary-" + role);
    });
    Map<String, String> given = new HashMap<>();
    properties.stringPropertyNames().stream().filter(name -> !name.startsWith("config.providers"))
        .forEach(name -> given.put(name, properties.getProperty(name)));
    assertThat(KafkaAccess.of("k:9093", given).security()).containsEntry("security.protocol", "SASL_SSL");
  }

  private Map<String, PodSpec> pods() {
    Map<String, PodSpec> pods = new TreeMap<>();
    Manifests.of(manifests, Deployment.class).forEach(one -> pods.put(
        one.getMetadata().getLabels().get("app.kubernetes.io/component"), one.getSpec().getTemplate().getSpec()));
    Manifests.of(manifests, StatefulSet.class).forEach(one -> pods.put(
        one.getMetadata().getLabels().get("app.kubernetes.io/component"), one.getSpec().getTemplate().getSpec()));
    assertThat(pods.keySet()).containsExactly("api", "capture", "worker");
    return pods;
  }

  private Map<String, String> data(String configMap) {
    return Manifests.of(manifests, ConfigMap.class).stream()
        .filter(one -> one.getMetadata().getName().equals(configMap)).findFirst().orElseThrow().getData();
  }

  private Stream<KafkaUser> users() {
    return Manifests.of(manifests, KafkaUser.class).stream();
  }

  /** By resource: its type and name, with a star behind what is a prefix. */
  private Map<String, Set<String>> rights(String user) {
    Map<String, Set<String>> rights = new TreeMap<>();
    var authorization = users().filter(one -> one.getMetadata().getName().equals(user)).findFirst().orElseThrow()
        .getSpec().getAuthorization();
    for (AclRule rule : ((KafkaUserAuthorizationSimple) authorization).getAcls()) {
      rule.getOperations().stream().map(StrimziAclOperation::name).forEach(right -> add(rights, resource(rule), right));
    }
    return rights;
  }

  private static String resource(AclRule rule) {
    return switch (rule.getResource()) {
      case AclRuleTopicResource topic -> "topic " + name(topic.getName(), topic.getPatternType());
      case AclRuleGroupResource group -> "group " + name(group.getName(), group.getPatternType());
      case AclRuleTransactionalIdResource id -> "transactionalId " + name(id.getName(), id.getPatternType());
      default -> throw new AssertionError("no role needs " + rule.getResource());
    };
  }

  private static String name(String name, AclResourcePatternType pattern) {
    return pattern == AclResourcePatternType.PREFIX ? name + "*" : name;
  }

  private static void add(Map<String, Set<String>> rights, String resource, String right) {
    rights.computeIfAbsent(resource, missing -> new TreeSet<>()).add(right);
  }
}
