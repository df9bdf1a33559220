package io.tributary.topologies.credits;

/** Where credits come from. It changes nothing in how they burn; statements and revenue recognition go by it. */
public enum GrantKind {
  PURCHASED,
  GRANTED,
  PROMOTIONAL
}
