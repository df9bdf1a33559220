package io.tributary.app.serve;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what others start or make at about the same time. */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private Waiting() {}

  /** It isn't there yet, and may come; the message says why in the end it did not. */
  static final class NotYetException extends Exception {
    private static final long serialVersionUID = 1L;

    NotYetException(String reason, Throwable cause) {
      super(reason, cause);
    }

    NotYetException(String reason) {
      super(reason);
    }
  }

  /** One look. What it throws besides {@link NotYetException} ends the wait. */
  interface Attempt<T> {
    T make() throws NotYetException, InterruptedException;
  }

  /**
   * Tries at least once.
   *
   * @param complaint begins the sentence for its user, such as "Kafka at host:9092 cannot be reached"
   * @throws CommandFailure when it isn't there after {@code limit}
   */
  static <T> T until(Duration limit, String complaint, Attempt<T> attempt) throws InterruptedException {
    long begin = System.nanoTime();
    for (int tried = 1; ; tried++) {
      try {
        return attempt.make();
      } catch (NotYetException e) {
        if (System.nanoTime() - begin >= limit.toNanos()) {
          throw new CommandFailure(ExitCode.PART_FAILED,
              "%s: %s (waited %d s)".formatted(complaint, e.getMessage(), limit.toSeconds()), e);
        }
        if (tried == 1) {
          LOG.info("{} yet: {}", complaint, e.getMessage());
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** The first line of the innermost cause that says something. */
  static String reason(Throwable thrown) {
    String reason = thrown.getClass().getSimpleName();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        reason = cause.getMessage().lines().findFirst().orElse(reason);
      }
    }
    return reason;
  }
}
