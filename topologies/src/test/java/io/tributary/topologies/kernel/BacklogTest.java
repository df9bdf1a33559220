package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final TopicPartition COMMANDS = new TopicPartition("credits.commands", 1);
  private static final TopicPartition OUTBOX = new TopicPartition("outbox.credits", 1);

  private final Backlog backlog = new Backlog();

  @Test
  void runsEmptyWithTheLastRecordOfTheLastPartition() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(OUTBOX, 3);

    assertThat(backlog.processed(COMMANDS, 7)).isFalse();
    assertThat(backlog.processed(COMMANDS, 8)).isFalse();
    assertThat(backlog.processed(OUTBOX, 3)).isTrue();
  }

  @Test
  void growsWithEachPoll() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(COMMANDS, 9);

    assertThat(backlog.processed(COMMANDS, 8)).isFalse();
    assertThat(backlog.processed(COMMANDS, 9)).isTrue();
  }

  @Test
  void askForNoCommitWithoutHavingBeenHandedAnything() {
    assertThat(backlog.processed(COMMANDS, 1)).isFalse();
  }

  @Test
  void doesNotWaitForWhatTheThreadLost() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(OUTBOX, 3);
    backlog.retain(Set.of(COMMANDS));

    assertThat(backlog.processed(COMMANDS, 8)).isTrue();
  }

  @Test
  void startsOverWhereAPartitionIsReadAgain() {
    backlog.handed(COMMANDS, 8);
    backlog.handed(COMMANDS, 5);

    assertThat(backlog.processed(COMMANDS, 5)).isTrue();
  }
}
