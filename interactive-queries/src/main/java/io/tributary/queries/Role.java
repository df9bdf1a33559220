package io.tributary.queries;

/** Who served an answer. */
public enum Role {
  ACTIVE,
  STANDBY
}
