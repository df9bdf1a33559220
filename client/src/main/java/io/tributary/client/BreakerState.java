package io.tributary.client;

/** Whether the platform is called. */
public enum BreakerState {
  CLOSED,
  OPEN,
  HALF_OPEN
}
