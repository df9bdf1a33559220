package io.tributary.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProbesTest {
  @Test
  void whoIsSlowOrBrokenDelaysNobody() {
    CountDownLatch never = new CountDownLatch(1);
    long begin = System.nanoTime();
    Map<String, Part> answers = Probes.ask(Map.of(
        "quick", Part::up,
        "slow", () -> awaited(never),
        "slow too", () -> awaited(never),
        "broken", () -> {
          throw new IllegalStateException("no connection");
        }));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Probes.PATIENCE.multipliedBy(2));
    assertThat(answers.get("quick")).isEqualTo(Part.up());
    assertThat(answers.get("slow").status()).isEqualTo(Status.DEGRADED);
    assertThat(answers.get("slow too").detail()).isEqualTo("no answer within 800 ms");
    assertThat(answers.get("broken")).isEqualTo(new Part(Status.DOWN, "no connection"));
    never.countDown();
  }

  private static Part awaited(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Part.up();
  }
}
