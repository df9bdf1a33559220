package io.tributary.queries;

import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.TopicSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes a context's own topics and checks all that it reads. Partition counts are permanent and equal within a context
 * (a tenant's partition is the same in all of its topics): other counts refuse the start.
 */
final class ContextTopics {
  private static final Duration CALL = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final ContextDefinition definition;
  private final List<TopicSpec> own;
  private final RuntimeSettings settings;

  /** @param changelogs of its stores */
  ContextTopics(ContextDefinition definition, List<TopicSpec> changelogs, RuntimeSettings settings) {
    this.definition = definition;
    this.own = Stream.concat(definition.topics().stream(), changelogs.stream()).toList();
    this.settings = settings;
  }

  /**
   * @param patience how long to wait for topics that other contexts make
   * @throws StartFailedException when a topic has another partition count, is missing, or the brokers don't answer
   */
  void ensure(Duration patience) {
    Deadline deadline = Deadline.in(patience);
    try (Admin admin = settings.kafka().admin(definition.context().applicationId() + "-topics-" + settings.instanceId())) {
      Set<String> needed = new HashSet<>(definition.inputs());
      own.forEach(topic -> needed.add(topic.name()));
      create(admin, missing(needed, partitions(admin, needed).keySet()));
      while (true) {
        Map<String, Integer> counts = partitions(admin, needed);
        Set<String> missing = missing(needed, counts.keySet());
        check(counts);
        if (missing.isEmpty()) {
          return;
        }
        if (deadline.passed()) {
          throw new StartFailedException(
              "%s cannot start: it reads %s, which nobody has created".formatted(name(), String.join(", ", missing)));
        }
        TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException(name() + " cannot start: it was interrupted while it checked its topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StartFailedException(
          "%s cannot start: the topics at %s cannot be checked: %s"
              .formatted(name(), settings.kafka(), Causes.sentence(e)), e);
    }
  }

  private void create(Admin admin, Set<String> missing)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> topics = own.stream()
        .filter(topic -> missing.contains(topic.name()))
        .map(this::newTopic)
        .toList();
    for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
      try {
        created.get(CALL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        // Another instance was faster; the check that follows looks at what it made.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private NewTopic newTopic(TopicSpec topic) {
    return new NewTopic(topic.name(), settings.partitions(), (short) settings.replicationFactor()).configs(topic.configs());
  }

  private void check(Map<String, Integer> counts) {
    String wrong = counts.entrySet().stream()
        .filter(topic -> topic.getValue() != settings.partitions())
        .map(topic -> topic.getKey() + " has " + topic.getValue())
        .collect(Collectors.joining(", "));
    if (!wrong.isEmpty()) {
      throw new StartFailedException(
          "%s cannot start: its topics must have %d partitions, but %s; partition counts are permanent"
              .formatted(name(), settings.partitions(), wrong));
    }
  }

  private static Map<String, Integer> partitions(Admin admin, Set<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, Integer> counts = new TreeMap<>();
    for (var described : admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        TopicDescription topic = described.getValue().get(CALL.toMillis(), TimeUnit.MILLISECONDS);
        counts.put(described.getKey(), topic.partitions().size());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return counts;
  }

  private static Set<String> missing(Set<String> needed, Set<String> existing) {
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(existing);
    return missing;
  }

  private String name() {
    return definition.context().id();
  }
}
