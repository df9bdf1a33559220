package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final TopicPartition COMMANDS = new TopicPartition("credits.commands", 1);
  private static final TopicPartition OUTBOX = new TopicPartition("outbox.credits", 1);

  private long nanos = Long.MAX_VALUE - 10;
  private final Backlog backlog = new Backlog(() -> nanos);

  @Test
  void runsEmptyWithTheLastRecordOfTheLastPartition() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(OUTBOX, 3);

    assertThat(backlog.processed(COMMANDS, 7, true)).isFalse();
    assertThat(backlog.processed(COMMANDS, 8, true)).isFalse();
    assertThat(backlog.processed(OUTBOX, 3, true)).isTrue();
  }

  @Test
  void growsWithEachPoll() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(COMMANDS, 9);

    assertThat(backlog.processed(COMMANDS, 8, true)).isFalse();
    assertThat(backlog.processed(COMMANDS, 9, true)).isTrue();
  }

  @Test
  void askForNoCommitWithoutHavingBeenHandedAnything() {
    assertThat(backlog.processed(COMMANDS, 1, true)).isFalse();
  }

  @Test
  void doesNotWaitForWhatTheThreadLost() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(OUTBOX, 3);
    backlog.retain(Set.of(COMMANDS));

    assertThat(backlog.processed(COMMANDS, 8, true)).isTrue();
  }

  @Test
  void startsOverWhereAPartitionIsReadAgain() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(COMMANDS, 5);

    assertThat(backlog.processed(COMMANDS, 5, true)).isTrue();
  }

  @Test
  void whatNobodyWaitsForIsCommittedAtOnceOnlyAfterAPause() {
    assertThat(captured(1)).isTrue();
    nanos += Backlog.PAUSE.toNanos() - 1;
    assertThat(captured(2)).isFalse();
    nanos += 1;
    assertThat(captured(3)).isTrue();
  }

  @Test
  void aCommandAmongTheRowsIsWaitedFor() {
    captured(1);
    backlog.handed(COMMANDS, 8);
    backlog.handed(OUTBOX, 2);

    assertThat(backlog.processed(COMMANDS, 8, true)).isFalse();
    assertThat(backlog.processed(OUTBOX, 2, false)).isTrue();
    assertThat(captured(3)).isFalse();
  }

  private boolean captured(long offset) {
    backlog.handed(OUTBOX, offset);
    return backlog.processed(OUTBOX, offset, false);
  }
}
