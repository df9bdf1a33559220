package io.tributary.topologies.kernel;

import java.util.List;
import java.util.Map;

/**
 * What one task of a context does; each task has its own.
 *
 * @param handlers by input topic; the records of the context's outbox arrive deduplicated and in order
 * @param gatherings that the handlers fill
 */
public record TaskLogic(Map<String, RecordHandler> handlers, List<Chore> chores, List<Gathering> gatherings) {
  public TaskLogic {
    handlers = Map.copyOf(handlers);
    chores = List.copyOf(chores);
    gatherings = List.copyOf(gatherings);
  }

  /** Of a context whose handlers write all that a record leads to. */
  public TaskLogic(Map<String, RecordHandler> handlers, List<Chore> chores) {
    this(handlers, chores, List.of());
  }
}
