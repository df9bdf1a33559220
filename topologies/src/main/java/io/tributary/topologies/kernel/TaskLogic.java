package io.tributary.topologies.kernel;

import java.util.List;
import java.util.Map;

/**
 * What one task of a context does; each task has its own.
 *
 * @param handlers by input topic; the records of the context's outbox arrive deduplicated and in order
 */
public record TaskLogic(Map<String, RecordHandler> handlers, List<Chore> chores) {
  public TaskLogic {
    handlers = Map.copyOf(handlers);
    chores = List.copyOf(chores);
  }
}
