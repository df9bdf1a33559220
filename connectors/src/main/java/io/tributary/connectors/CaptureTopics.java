package io.tributary.connectors;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The topics that the capture writes rows to. Whoever starts the platform creates them before the capture starts. */
public final class CaptureTopics {
  private static final Duration RETENTION = Duration.ofDays(7);

  private CaptureTopics() {}

  /**
   * A topic to create.
   *
   * @param configs topic configuration
   */
  public record CaptureTopic(String name, Map<String, String> configs) {}

  /** The raw topic of each context that has one; its partition count is the context's. */
  public static List<CaptureTopic> all() {
    return Stream.of(Context.values())
        .filter(Context::captured)
        .map(context -> new CaptureTopic(context.outbox(), configs()))
        .toList();
  }

  private static Map<String, String> configs() {
    return Map.of(
        "cleanup.policy", "delete",
        "retention.ms", Long.toString(RETENTION.toMillis()),
        "message.timestamp.type", "LogAppendTime");
  }
}
