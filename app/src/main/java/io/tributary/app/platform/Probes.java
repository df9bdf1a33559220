package io.tributary.app.platform;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks parts how they are, side by side, so that the answer takes as long as the slowest, and never a second. */
public final class Probes {
  /** For all together; who has not answered by then counts as slow, not as down. */
  static final Duration PATIENCE = Duration.ofMillis(800);

  private Probes() {}

  /** Never throws: a probe that does is down. */
  public static Map<String, Part> ask(Map<String, Supplier<Part>> probes) {
    Map<String, CompletableFuture<Part>> asked = new LinkedHashMap<>();
    probes.forEach((name, probe) -> {
      CompletableFuture<Part> answer = new CompletableFuture<>();
      Thread.ofVirtual().name("probe " + name).start(() -> answer.complete(run(probe)));
      asked.put(name, answer);
    });
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, Part> answers = new LinkedHashMap<>();
    asked.forEach((name, answer) -> answers.put(name, await(answer, deadline - System.nanoTime())));
    return answers;
  }

  private static Part run(Supplier<Part> probe) {
    try {
      return probe.get();
    } catch (RuntimeException e) {
      return PlatformHealth.down(String.valueOf(e.getMessage()));
    }
  }

  private static Part await(CompletableFuture<Part> answer, long nanos) {
    try {
      return answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Part(Status.DEGRADED, "no answer within " + PATIENCE.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PlatformHealth.down("the check was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
