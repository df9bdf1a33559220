package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.queries.Milestone.Outcome;
import org.junit.jupiter.api.Test;

/** The order of a stream thread's calls decides what a reader may have. */
class WriterThreadTest {
  private final WriterThread thread = new WriterThread();

  @Test
  void anIdleThreadMakesNobodyWait() {
    thread.pollBegins();
    assertThat(readNow()).isEqualTo(Outcome.REACHED);
    thread.pollEnds();
    thread.pollBegins();
    assertThat(readNow()).isEqualTo(Outcome.REACHED);
  }

  @Test
  void whatMayHaveBeenWrittenAfterAPollWaitsForTheNextOne() {
    thread.pollBegins();
    thread.pollEnds();
    long seen = thread.stretch();
    assertThat(read(seen)).isEqualTo(Outcome.TIMED_OUT);
    thread.pollBegins();
    assertThat(read(seen)).isEqualTo(Outcome.REACHED);
  }

  @Test
  void anOpenTransactionIsWaitedForAcrossPolls() {
    thread.pollBegins();
    thread.pollEnds();
    thread.transactionBegins();
    long seen = thread.stretch();
    for (int i = 0; i < 3; i++) {
      thread.pollBegins();
      assertThat(read(seen)).isEqualTo(Outcome.TIMED_OUT);
      thread.pollEnds();
    }
    thread.transactionCommitted();
    assertThat(read(seen)).isEqualTo(Outcome.REACHED);
    assertThat(readNow()).as("the thread goes on to write").isEqualTo(Outcome.TIMED_OUT);
  }

  @Test
  void aRollbackVoidsWhatWasReadBefore() {
    thread.transactionBegins();
    long seen = thread.stretch();
    long life = thread.clean().generation();
    thread.rolledBack();
    thread.transactionBegins();
    thread.transactionCommitted();
    assertThat(await(seen, life)).isEqualTo(Outcome.VOID);
  }

  private Outcome readNow() {
    return read(thread.stretch());
  }

  private Outcome read(long stretch) {
    return await(stretch, thread.clean().generation());
  }

  private Outcome await(long stretch, long life) {
    try {
      return thread.clean().await(stretch, life, 0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
