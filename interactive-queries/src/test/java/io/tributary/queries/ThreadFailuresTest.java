package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Context;
import io.tributary.schemas.RegistryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
  private static final Throwable TRANSIENT = new StreamsException("task 0_1", new TimeoutException("broker away"));

  private final List<String> reasons = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final ThreadFailures failures =
      new ThreadFailures(Context.CREDITS, () -> now, pauses::add, reasons::add);

  @Test
  void transientErrorsReplaceTheThreadSoManyTimes() {
    for (int i = 0; i < ThreadFailures.REPLACEMENTS; i++) {
      assertThat(failures.handle(TRANSIENT)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(pauses).isSorted().startsWith(Duration.ofMillis(50)).endsWith(Duration.ofSeconds(5));
    assertThat(reasons).isEmpty();
    assertThat(failures.handle(TRANSIENT)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(reasons).containsExactly(
        "credits stopped: its thread failed 9 times within 10 minutes, the last time with TimeoutException: broker away");
  }

  @Test
  void errorsOfLongAgoDontCount() {
    for (int i = 0; i < 3 * ThreadFailures.REPLACEMENTS; i++) {
      assertThat(failures.handle(TRANSIENT)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
      now = now.plus(ThreadFailures.WINDOW.dividedBy(4));
    }
  }

  @Test
  void whatTryingAgainCannotHealStopsAtOnce() {
    for (Throwable lasting : List.of(
        new StreamsException("task 0_1", new NullPointerException("row")),
        new StreamsException("no rights", new TopicAuthorizationException("credits.events")),
        new OutOfMemoryError("heap"))) {
      assertThat(failures.handle(lasting)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
    assertThat(reasons).first().isEqualTo("credits stopped: NullPointerException: row");
  }

  @Test
  void anUnreachableRegistryIsTransientWhateverItsCause() {
    for (Throwable cause : List.of(new IOException("refused"), new IllegalStateException("no route"))) {
      assertThat(failures.handle(new StreamsException(new RegistryUnavailableException("registry", cause))))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
  }
}
