package io.tributary.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final List<BreakerState> states = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(10), () -> now, states::add);

  @Test
  void opensAfterFailuresInARowOnly() {
    fail(2);
    breaker.succeeded();
    fail(2);
    assertThat(breaker.tryAcquire()).isTrue();
    fail(1);
    assertThat(breaker.tryAcquire()).isFalse();
    assertThat(states).containsExactly(BreakerState.OPEN);
  }

  @Test
  void triesOneCallAfterAPauseThatDoubles() {
    fail(3);
    now = now.plusSeconds(10);
    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(breaker.tryAcquire()).as("one at a time").isFalse();
    fail(1);
    now = now.plusSeconds(19);
    assertThat(breaker.tryAcquire()).isFalse();
    now = now.plusSeconds(1);
    assertThat(breaker.tryAcquire()).isTrue();
    breaker.succeeded();
    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(states).containsExactly(
        BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
  }

  @Test
  void waitsAsLongAsThePlatformAsksAndAStaleSuccessDoesNotShortenIt() {
    breaker.failed(Duration.ofSeconds(90));
    breaker.succeeded();
    now = now.plusSeconds(89);
    assertThat(breaker.tryAcquire()).isFalse();
    now = now.plusSeconds(1);
    assertThat(breaker.tryAcquire()).isTrue();
  }

  @Test
  void neverPausesLongerThanAMinuteByItself() {
    fail(3);
    for (int i = 0; i < 10; i++) {
      now = now.plus(CircuitBreaker.LONGEST_PAUSE);
      assertThat(breaker.tryAcquire()).isTrue();
      fail(1);
    }
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(null);
    }
  }
}
