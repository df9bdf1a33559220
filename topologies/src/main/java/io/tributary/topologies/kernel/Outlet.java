package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;

/** Where a context's records go. */
public enum Outlet {
  EVENTS("events"),
  REPLIES("replies"),
  DEAD_LETTERS("dead-letters"),

  /** The context's own input: for a record that only tells the time. */
  COMMANDS("commands");

  private final String node;

  Outlet(String node) {
    this.node = node;
  }

  /** The sink's name in the topology. */
  String node() {
    return node;
  }

  String topic(Context context) {
    return switch (this) {
      case EVENTS -> context.events();
      case REPLIES -> context.replies();
      case DEAD_LETTERS -> context.deadLetters();
      case COMMANDS -> context.commands();
    };
  }
}
