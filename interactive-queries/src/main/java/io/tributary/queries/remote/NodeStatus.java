package io.tributary.queries.remote;

import io.tributary.queries.ContextTasks;
import io.tributary.schemas.Context;
import java.util.Map;

/**
 * What a process says of itself, four times a second and with every change.
 *
 * @param node where it is reached, as {@code host:port}
 * @param partitions of every topic of a context: must be the same everywhere
 * @param contexts what it has of each context that it runs
 * @param clock its own, in milliseconds, when it said so: who asks it dates questions by that, whatever other clocks say
 */
record NodeStatus(String node, int partitions, Map<Context, ContextTasks> contexts, long clock) {
  NodeStatus {
    contexts = Map.copyOf(contexts);
  }

  NodeStatus at(long time) {
    return new NodeStatus(node, partitions, contexts, time);
  }
}
