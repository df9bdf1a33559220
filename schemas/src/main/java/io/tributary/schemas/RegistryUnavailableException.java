package io.tributary.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * No schema registry could be reached in time. The record at hand is not to blame: whoever dead-letters what can't be
 * read must not dead-letter for this, but fail and try again.
 */
public final class RegistryUnavailableException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
