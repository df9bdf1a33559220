package io.tributary.topologies.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncommittedTest {
  private static final TopicPartition FIRST = new TopicPartition("credits.commands", 0);
  private static final TopicPartition SECOND = new TopicPartition("credits.commands", 1);

  private final Callers callers = new Callers();
  private final Uncommitted uncommitted = new Uncommitted();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void serve() {
    uncommitted.serve(callers);
  }

  @Test
  void aCallerAtHomeIsToldByTheCommitThatHeldItsCommandAndNotBefore() {
    callers.expect("a", answer -> told.add(new String(answer, UTF_8)));

    assertThat(uncommitted.keeps(reply("a"), command(FIRST, 7))).isTrue();
    uncommitted.answer(Map.of(SECOND, 100L));
    uncommitted.answer(Map.of(FIRST, 7L));
    assertThat(told).isEmpty();

    uncommitted.answer(Map.of(FIRST, 8L));
    uncommitted.answer(Map.of(FIRST, 9L));
    assertThat(told).containsExactly("answer to a");
  }

  @Test
  void aReplyWhoseCallerIsElsewhereIsLeftToTheTopic() {
    callers.expect("gone", answer -> told.add("gone"));
    callers.forget("gone");

    assertThat(uncommitted.keeps(reply("elsewhere"), command(FIRST, 0))).isFalse();
    assertThat(uncommitted.keeps(reply("gone"), command(FIRST, 1))).isFalse();
    assertThat(uncommitted.keeps(
        Emission.event("some.event", new byte[0], new byte[0], Instant.EPOCH, new RecordHeaders()), command(FIRST, 2))).isFalse();
  }

  @Test
  void whatIsRolledBackIsNeverTold() {
    callers.expect("a", answer -> told.add("a"));
    uncommitted.keeps(reply("a"), command(FIRST, 7));

    uncommitted.rolledBack();
    uncommitted.answer(Map.of(FIRST, 8L));

    assertThat(told).isEmpty();
    assertThat(uncommitted.keeps(reply("a"), command(FIRST, 7))).as("decided again").isTrue();
    uncommitted.answer(Map.of(FIRST, 8L));
    assertThat(told).containsExactly("a");
  }

  /** Streams may close a task whose transaction never began: then nothing is rolled back that a producer would see. */
  @Test
  void aTaskThatBeginsAnewHasDecidedNothing() {
    callers.expect("a", answer -> told.add("a"));
    callers.expect("b", answer -> told.add("b"));
    uncommitted.keeps(reply("a"), command(FIRST, 7));
    uncommitted.keeps(reply("b"), command(SECOND, 7));

    uncommitted.forget(List.of(FIRST));
    uncommitted.answer(Map.of(FIRST, 8L, SECOND, 8L));

    assertThat(told).containsExactly("b");
  }

  private static Emission reply(String commandId) {
    return Emission.reply(commandId, new byte[0], ("answer to " + commandId).getBytes(UTF_8), Instant.EPOCH, 0);
  }

  private static Received command(TopicPartition of, long offset) {
    return new Received(of.topic(), of.partition(), offset, Instant.EPOCH, null, null, new RecordHeaders());
  }
}
