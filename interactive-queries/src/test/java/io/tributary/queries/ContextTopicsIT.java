package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.embedded.EmbeddedBroker;
import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContextTopicsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static EmbeddedBroker broker;
  private static Admin admin;

  private record Reading(Set<String> inputs, List<TopicSpec> topics) implements ContextDefinition {
    @Override
    public Context context() {
      return Context.CREDITS;
    }

    @Override
    public Topology topology(Payloads payloads) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.temporary();
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @Test
  void missingTopicsAreMadeAsSpecifiedAndExistingOnesKept() throws Exception {
    ContextTopics topics = topics(Set.of("mine.in"), "mine.in", "mine.out");
    topics.ensure(PATIENCE);
    topics.ensure(PATIENCE);
    var described = admin.describeTopics(List.of("mine.in", "mine.out", "mine-changelog")).allTopicNames().get();
    assertThat(described.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(2));
    ConfigResource out = new ConfigResource(ConfigResource.Type.TOPIC, "mine.out");
    assertThat(admin.describeConfigs(List.of(out)).all().get().get(out).get("retention.ms").value()).isEqualTo("12345");
  }

  @Test
  void anotherPartitionCountRefusesTheStart() throws Exception {
    admin.createTopics(List.of(new NewTopic("odd.out", 3, (short) 1))).all().get();
    ContextTopics topics = topics(Set.of("odd.in"), "odd.in", "odd.out");
    assertThatExceptionOfType(StartFailedException.class).isThrownBy(() -> topics.ensure(PATIENCE)).withMessage(
        "credits cannot start: its topics must have 2 partitions, but odd.out has 3; partition counts are permanent");
  }

  @Test
  void anotherContextsTopicIsAwaited() throws Exception {
    ContextTopics topics = topics(Set.of("own.in", "other.events"), "own.in");
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> topics.ensure(Duration.ofMillis(300)))
        .withMessage("credits cannot start: it reads other.events, which nobody has created");
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> topics.ensure(PATIENCE));
    admin.createTopics(List.of(new NewTopic("other.events", 2, (short) 1))).all().get();
    assertThat(waiting).succeedsWithin(PATIENCE);
  }

  private static ContextTopics topics(Set<String> inputs, String... own) {
    List<TopicSpec> specs =
        List.of(own).stream().map(name -> new TopicSpec(name, Map.of("retention.ms", "12345"))).toList();
    return new ContextTopics(
        new Reading(inputs, specs), List.of(new TopicSpec("mine-changelog", Map.of("cleanup.policy", "compact"))), CountingPlatform.settings(broker.bootstrapServers(), Path.of("unused"), Map.of()));
  }
}
