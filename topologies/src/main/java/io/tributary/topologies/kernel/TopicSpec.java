package io.tributary.topologies.kernel;

import java.util.Map;

/**
 * A topic that a context owns.
 *
 * @param configs topic configuration, such as {@code retention.ms}
 */
public record TopicSpec(String name, Map<String, String> configs) {
  public TopicSpec {
    configs = Map.copyOf(configs);
  }
}
