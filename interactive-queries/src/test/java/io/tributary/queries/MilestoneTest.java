package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.queries.Milestone.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MilestoneTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Milestone milestone = new Milestone(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void anAdvanceWakesExactlyThoseItSatisfies() {
    List<Future<Outcome>> near = new ArrayList<>();
    List<Future<Outcome>> far = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      near.add(threads.submit(() -> milestone.await(10, 0, PATIENCE.toNanos())));
      far.add(threads.submit(() -> milestone.await(11, 0, PATIENCE.toNanos())));
    }
    milestone.advance(9);
    assertThat(near).noneMatch(Future::isDone);
    milestone.advance(10);
    assertThat(near).allSatisfy(waiter -> assertThat(waiter).succeedsWithin(PATIENCE).isEqualTo(Outcome.REACHED));
    assertThat(far).noneMatch(Future::isDone);
    milestone.advance(1_000);
    assertThat(far).allSatisfy(waiter -> assertThat(waiter).succeedsWithin(PATIENCE).isEqualTo(Outcome.REACHED));
  }

  @Test
  void aNewGenerationVoidsEveryWaitEvenWhenTheNumberIsReached() throws Exception {
    Future<Outcome> waiting = threads.submit(() -> milestone.await(10, 0, PATIENCE.toNanos()));
    await().atMost(PATIENCE).until(() -> {
      milestone.restart(5);
      return waiting.isDone();
    });
    assertThat(waiting.get()).isEqualTo(Outcome.VOID);
    assertThat(milestone.await(1, 0, PATIENCE.toNanos())).isEqualTo(Outcome.VOID);
    assertThat(milestone.await(5, milestone.generation(), 0)).isEqualTo(Outcome.REACHED);
  }

  @Test
  void theNumberNeverFallsWithinAGeneration() {
    milestone.advance(10);
    milestone.advance(3);
    assertThat(milestone.reached()).isEqualTo(10);
  }

  @Test
  void aWaitTimesOutAndLooksOnlyWhenThereIsNoTime() throws Exception {
    assertThat(milestone.await(1, 0, 0)).isEqualTo(Outcome.TIMED_OUT);
    assertThat(milestone.await(1, 0, TimeUnit.MILLISECONDS.toNanos(20))).isEqualTo(Outcome.TIMED_OUT);
    milestone.advance(1);
    assertThat(milestone.await(1, 0, 0)).isEqualTo(Outcome.REACHED);
  }
}
