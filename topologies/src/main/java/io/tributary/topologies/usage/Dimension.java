package io.tributary.topologies.usage;

/** By what usage can be grouped. An operation is named by its application and its code, so grouping by it is by both. */
public enum Dimension {
  APPLICATION,
  OPERATION,
  USER
}
