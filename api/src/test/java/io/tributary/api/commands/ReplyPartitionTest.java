package io.tributary.api.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplyPartitionTest {
  @Test
  void numberedInstancesShareOnlyOnceThereAreMoreThanPartitions() {
    assertThat(IntStream.range(0, 4).map(number -> ReplyPartition.of("api-" + number, 4))).doesNotHaveDuplicates();
    assertThat(ReplyPartition.of("api-7", 4)).isEqualTo(3);
  }

  @Test
  void anyNameHasAPartitionAndKeepsIt() {
    for (String name : new String[] {"", "host", "api-99999999999999999999", "5f6c9d7b8-x2x", "🙂"}) {
      assertThat(ReplyPartition.of(name, 3)).as(name).isBetween(0, 2).isEqualTo(ReplyPartition.of(name, 3));
    }
  }
}
