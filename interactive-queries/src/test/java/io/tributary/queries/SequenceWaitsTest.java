package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.queries.Milestone.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequenceWaitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final UUID TENANT = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final SequenceWaits waits = new SequenceWaits();
  private final AtomicLong shown = new AtomicLong(4);
  private final AtomicInteger looks = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void whatIsShownIsNotWaitedFor() throws Exception {
    assertThat(waits.await(TENANT, 4, shown::get, deadline())).isEqualTo(Outcome.REACHED);
    assertThat(waits.waitedFor()).isZero();
  }

  @Test
  void aCommitWakesTheTenantsWaitersOnly() {
    Future<Outcome> fifth = waiting(TENANT, 5);
    Future<Outcome> sixth = waiting(TENANT, 6);
    Future<Outcome> other = waiting(OTHER, 5);
    await().atMost(PATIENCE).until(() -> looks.get() == 3);

    shown.set(7);
    waits.committed(Map.of(TENANT, 5L));
    assertThat(fifth).succeedsWithin(PATIENCE).isEqualTo(Outcome.REACHED);
    waits.committed(Map.of(TENANT, 7L));
    assertThat(sixth).succeedsWithin(PATIENCE).isEqualTo(Outcome.REACHED);
    waits.committed(Map.of(OTHER, 5L));
    assertThat(other).succeedsWithin(PATIENCE).isEqualTo(Outcome.REACHED);
    assertThat(looks).as("one before each wait, and one after").hasValue(6);
    await().atMost(PATIENCE).until(() -> waits.waitedFor() == 0);
  }

  @Test
  void aCommitBetweenTheLookAndTheWaitIsNotMissed() throws Exception {
    assertThat(waits.await(TENANT, 5, () -> {
      waits.committed(Map.of(TENANT, 5L));
      return shown.getAndIncrement();
    }, deadline())).isEqualTo(Outcome.REACHED);
  }

  @Test
  void whatACommitToldMustBeShownToo() throws Exception {
    assertThat(waits.await(TENANT, 5, () -> {
      waits.committed(Map.of(TENANT, 5L));
      return 4;
    }, deadline())).isEqualTo(Outcome.VOID);
  }

  @Test
  void anAssignmentSendsAllAway() throws Exception {
    Future<Outcome> waiting = waiting(TENANT, 5);
    await().atMost(PATIENCE).until(() -> {
      waits.restart();
      return waiting.isDone();
    });
    assertThat(waiting.get()).isEqualTo(Outcome.VOID);
    assertThat(waits.await(TENANT, 5, () -> {
      waits.restart();
      return 4;
    }, deadline())).isEqualTo(Outcome.VOID);
  }

  @Test
  void whoHasNoTimeOnlyLooks() throws Exception {
    assertThat(waits.await(TENANT, 5, shown::get, Deadline.in(Duration.ZERO))).isEqualTo(Outcome.TIMED_OUT);
    assertThat(waits.waitedFor()).isZero();
  }

  private Future<Outcome> waiting(UUID tenant, long sequence) {
    return threads.submit(() -> waits.await(tenant, sequence, () -> {
      looks.incrementAndGet();
      return shown.get();
    }, deadline()));
  }

  private static Deadline deadline() {
    return Deadline.in(PATIENCE);
  }
}
