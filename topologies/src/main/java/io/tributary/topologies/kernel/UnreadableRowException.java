package io.tributary.topologies.kernel;

import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * A row of a store can't be read: the store is damaged, or a newer build wrote it. The input record is not to blame, so
 * the task fails instead of dead-lettering it.
 */
public final class UnreadableRowException extends ProcessorStateException {
  private static final long serialVersionUID = 1L;

  public UnreadableRowException(String message) {
    super(message);
  }

  public UnreadableRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
