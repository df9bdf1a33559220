package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;

/** The topics of a context, with the retention of the design's contract. Partitions and replicas are their creator's. */
public final class TopicSpecs {
  private static final Duration INPUT = Duration.ofDays(7);
  private static final Duration REPLY = Duration.ofHours(1);
  private static final Duration DEAD_LETTER = Duration.ofDays(30);

  /** A segment is deleted as a whole, once closed: without this a reply would stay for a week. */
  private static final Duration REPLY_SEGMENT = Duration.ofMinutes(10);

  private static final Map<String, String> CHANGELOG = Map.of(
      "cleanup.policy", "compact",
      "message.timestamp.type", "CreateTime",
      "segment.bytes", Integer.toString(StreamsSettings.CHANGELOG_SEGMENT_BYTES),
      "max.message.bytes", Integer.toString(StreamsSettings.MAX_BATCH_BYTES));

  private TopicSpecs() {}

  /** Raw capture; stamped by the broker, whose time is the only clock of decisions. */
  public static TopicSpec outbox(Context context) {
    return new TopicSpec(context.outbox(), stampedByBroker());
  }

  public static TopicSpec commands(Context context) {
    return new TopicSpec(context.commands(), stampedByBroker());
  }

  /** For ever: the events are the log that state is folded from. */
  public static TopicSpec events(Context context) {
    return new TopicSpec(context.events(), Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
  }

  public static TopicSpec replies(Context context) {
    return new TopicSpec(
        context.replies(),
        Map.of("cleanup.policy", "delete", "retention.ms", millis(REPLY), "segment.ms", millis(REPLY_SEGMENT)));
  }

  public static TopicSpec deadLetters(Context context) {
    return new TopicSpec(
        context.deadLetters(),
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", millis(DEAD_LETTER),
            "max.message.bytes", Integer.toString(StreamsSettings.MAX_BATCH_BYTES)));
  }

  /**
   * The changelogs of all stores of a topology, named and configured as Streams makes them. Streams leaves that to whoever leads the
   * group: while a new version is rolled out that may be an old one, which doesn't know of the new one's stores.
   */
  public static List<TopicSpec> changelogs(String applicationId, Topology topology) {
    return topology.describe().subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .filter(Processor.class::isInstance)
        .flatMap(node -> ((Processor) node).stores().stream())
        .distinct()
        .sorted()
        .map(store -> new TopicSpec(applicationId + "-" + store + "-changelog", CHANGELOG))
        .toList();
  }

  private static Map<String, String> stampedByBroker() {
    return Map.of(
        "cleanup.policy", "delete",
        "retention.ms", millis(INPUT),
        "message.timestamp.type", "LogAppendTime");
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
