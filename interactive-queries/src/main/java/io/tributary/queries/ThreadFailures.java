package io.tributary.queries;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies. A transient error replaces the thread, {@value #REPLACEMENTS} times within
 * {@link #WINDOW} with growing pauses; any other error, or one too many, stops this context alone.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
  static final int REPLACEMENTS = 8;
  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Context context;
  private final InstantSource clock;
  private final Consumer<String> onFailure;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  /**
   * @param onFailure told the reason, in one sentence, when the context gives up
   */
  ThreadFailures(Context context, InstantSource clock, Consumer<String> onFailure) {
    this.context = context;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable error) {
    String reason = Causes.sentence(error);
    if (!Causes.transientFault(error)) {
      return giveUp(context.id() + " stopped: " + reason, error);
    }
    int recent = countRecent();
    if (recent > REPLACEMENTS) {
      return giveUp("%s stopped: its thread failed %d times within %d minutes, the last time with %s"
          .formatted(context.id(), recent, WINDOW.toMinutes(), reason), error);
    }
    LOG.warn("{}: stream thread is replaced ({} of {}) after {}", context.id(), recent, REPLACEMENTS, reason);
    pause(recent);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private StreamThreadExceptionResponse giveUp(String reason, Throwable error) {
    LOG.error("{}", reason, error);
    onFailure.accept(reason);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private synchronized int countRecent() {
    Instant now = clock.instant();
    while (!replaced.isEmpty() && replaced.peekFirst().isBefore(now.minus(WINDOW))) {
      replaced.removeFirst();
    }
    replaced.addLast(now);
    return replaced.size();
  }

  // Runs in the thread that dies, which has nothing else to do.
  private static void pause(int recent) {
    try {
      TimeUnit.MILLISECONDS.sleep(Math.min(FIRST_PAUSE_MILLIS << (recent - 1), LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
