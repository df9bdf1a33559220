package io.tributary.queries;

import io.tributary.schemas.RegistryUnavailableException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;

/** What lies behind an error. */
final class Causes {
  private Causes() {}

  /** The innermost cause, which says what happened; wrappers say only where. */
  static String sentence(Throwable error) {
    Throwable root = root(error);
    String kind = root.getClass().getSimpleName();
    return root.getMessage() == null ? kind : kind + ": " + root.getMessage();
  }

  /**
   * True when trying again can help: brokers, network, disk or registry failed. Errors of the code, of the configuration
   * and of permissions stay.
   */
  static boolean transientFault(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryUnavailableException) {
        return true;
      }
    }
    return switch (root(error)) {
      case AuthenticationException e -> false;
      case AuthorizationException e -> false;
      case ConfigException e -> false;
      case SerializationException e -> false;
      case StreamsException e -> false;
      case KafkaException e -> true;
      case IOException e -> true;
      default -> false;
    };
  }

  private static Throwable root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
