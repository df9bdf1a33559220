package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.queries.Milestone.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InputProgressTest {
  private final InputProgress progress = new InputProgress();

  InputProgressTest() {
    progress.assign(new WriterThread(), 5);
  }

  @Test
  void whatWasReadMustBeCommittedToo() throws Exception {
    CompletableFuture<Outcome> waiting = ask(8);
    progress.polled(6);
    progress.consumed(8);
    assertThat(waiting).as("record 6 is applied, not committed").isNotDone();
    progress.committed().advance(7);
    assertThat(waiting.get()).isEqualTo(Outcome.REACHED);
    assertThat(progress.asked()).as("nobody waits for the consumer").isFalse();
  }

  /** The end of a topic that is written in transactions lies behind a marker, which is never handed out. */
  @Test
  void markersNeedNoCommit() throws Exception {
    CompletableFuture<Outcome> waiting = ask(6);
    progress.consumed(6);
    assertThat(waiting.get()).isEqualTo(Outcome.REACHED);
  }

  @Test
  void aPartitionAssignedAnewSendsAway() throws Exception {
    CompletableFuture<Outcome> waiting = ask(8);
    progress.assign(new WriterThread(), 5);
    assertThat(waiting.get()).isEqualTo(Outcome.VOID);
    assertThat(progress.awaitReadTo(9, Deadline.in(Duration.ofMillis(1)))).isEqualTo(Outcome.TIMED_OUT);
  }

  /** Asks in another thread, and returns once it waits. */
  private CompletableFuture<Outcome> ask(long end) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread asker = Thread.ofPlatform().start(() -> {
      try {
        outcome.complete(progress.awaitReadTo(end, Deadline.in(Duration.ofSeconds(20))));
      } catch (InterruptedException e) {
        outcome.completeExceptionally(e);
      }
    });
    Awaitility.await().until(() -> progress.asked() && asker.getState() == Thread.State.TIMED_WAITING);
    return outcome;
  }
}
