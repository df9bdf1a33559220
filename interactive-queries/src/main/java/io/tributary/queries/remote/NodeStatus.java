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
 */
record NodeStatus(String node, int partitions, Map<Context, ContextTasks> contexts) {
  NodeStatus {
    contexts = Map.copyOf(contexts);
  }
}
