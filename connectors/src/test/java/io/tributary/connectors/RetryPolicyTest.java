package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void delaysDoubleUpToTheirLimit() {
    RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofMillis(500));
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(policy::delay).map(Duration::toMillis))
        .containsExactly(100L, 200L, 400L, 500L, 500L);
  }

  @Test
  void theDefaultOutlastsAFailOver() {
    RetryPolicy policy = RetryPolicy.DEFAULT;
    Duration total =
        IntStream.rangeClosed(1, policy.attempts()).mapToObj(policy::delay).reduce(Duration.ZERO, Duration::plus);
    assertThat(total).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
  }
}
