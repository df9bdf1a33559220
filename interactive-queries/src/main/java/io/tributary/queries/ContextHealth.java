package io.tributary.queries;

import io.tributary.schemas.Context;

/**
 * How one context fares in this process, for {@code /health/ready}.
 *
 * @param detail one sentence for people: the reason of a failure, the progress of a restore
 * @param restored records put back into stores by the restore under way
 * @param toRestore records that the restore under way has to put back; 0 when there is none
 */
public record ContextHealth(Context context, Status status, String detail, long restored, long toRestore) {
  /** What the context does now. */
  public enum Status {
    /** Topics are checked, clients connect, partitions are assigned. */
    STARTING,
    /** Stores are being rebuilt from their changelogs. */
    RESTORING,
    RUNNING,
    /** It gave up, for the reason in {@code detail}; the process's other contexts go on. */
    FAILED,
    STOPPED
  }

  /** True when the context answers queries. */
  public boolean ready() {
    return status == Status.RUNNING;
  }
}
