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
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Context context;
  private final InstantSource clock;
  private final Consumer<Duration> pause;
  private final Consumer<String> onFailure;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  /**
   * @param pause lets a thread that dies, and has nothing else to do, wait before it is replaced
   * @param onFailure told the reason, in one sentence, when the context gives up
   */
  ThreadFailures(Context context, InstantSource clock, Consumer<Duration> pause, Consumer<String> onFailure) {
    this.context = context;
    this.clock = clock;
    this.pause = pause;
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
    pause.accept(pauseAfter(recent));
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

  private static Duration pauseAfter(int recent) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << (recent - 1));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Sleeps, unless the thread is interrupted. */
  static void sleep(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
