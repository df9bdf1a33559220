package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final TopicPartition FIRST = new TopicPartition("credits.commands", 0);
  private static final TopicPartition SECOND = new TopicPartition("credits.commands", 1);
  private static final long AT_ONCE = 1_000;
  private static final long AFTER_A_WHILE = 2_000_000;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Gathering gathering = new Gathering(LONG);
  private final Deque<ConsumerRecords<byte[], byte[]>> more = new ArrayDeque<>();
  private final Map<TopicPartition, Long> rewound = new HashMap<>();
  private Set<TopicPartition> gone = Set.of();
  private int polls;

  private final Gathering.Source source = new Gathering.Source() {
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration time) {
      polls++;
      return more.remove();
    }

    @Override
    public Set<TopicPartition> gone() {
      return gone;
    }

    @Override
    public void rewind(TopicPartition partition, long offset) {
      rewound.put(partition, offset);
    }
  };

  @Test
  void whoComesAloneWaitsForNobody() {
    for (int i = 0; i < 3; i++) {
      assertThat(complete(records(Map.of(FIRST, 1), i), AFTER_A_WHILE).count()).isEqualTo(1);
    }
    assertThat(polls).isZero();
  }

  @Test
  void thoseOfTheLastTransactionAreWaitedForBesideThoseWhoCameDuringIt() {
    complete(records(Map.of(FIRST, 3), 0), AFTER_A_WHILE);
    more.add(records(Map.of(FIRST, 1, SECOND, 1), 5));
    more.add(records(Map.of(), 0));
    more.add(records(Map.of(FIRST, 1), 6));
    more.add(records(Map.of(FIRST, 9), 7));

    ConsumerRecords<byte[], byte[]> gathered = complete(records(Map.of(FIRST, 2), 3), AT_ONCE);

    assertThat(gathered.records(FIRST)).extracting(ConsumerRecord::offset).containsExactly(3L, 4L, 5L, 6L);
    assertThat(gathered.records(SECOND)).extracting(ConsumerRecord::offset).containsExactly(5L);
    assertThat(gathered.nextOffsets()).containsEntry(FIRST, new OffsetAndMetadata(7)).containsEntry(SECOND, new OffsetAndMetadata(6));
    assertThat(more).as("complete without it").hasSize(1);
  }

  @Test
  void aCrowdThatIsCompleteIsNotWaitedFor() {
    complete(records(Map.of(FIRST, 5), 0), AFTER_A_WHILE);
    assertThat(complete(records(Map.of(FIRST, 5), 5), AFTER_A_WHILE).count()).isEqualTo(5);
    assertThat(polls).isZero();
  }

  @Test
  void whenTheTimeIsOverWhatHasComeGoes() {
    Gathering brief = new Gathering(Duration.ofMillis(2));
    brief.complete(records(Map.of(FIRST, 5), 0), AFTER_A_WHILE, source);
    for (int i = 0; i < 1_000_000; i++) {
      more.add(records(Map.of(), 0));
    }
    assertThat(brief.complete(records(Map.of(FIRST, 1), 5), AFTER_A_WHILE, source).count()).isEqualTo(1);
    assertThat(more).isNotEmpty();
  }

  /** Its task is another's now, or begins anew: what came before would be applied twice. */
  @Test
  void whatIsTakenAwayMeanwhileIsNotHandedOn() {
    complete(records(Map.of(FIRST, 4), 0), AFTER_A_WHILE);
    gone = Set.of(FIRST);
    more.add(records(Map.of(), 0));
    more.add(records(Map.of(FIRST, 4), 4));

    ConsumerRecords<byte[], byte[]> gathered = complete(records(Map.of(FIRST, 2, SECOND, 1), 8), AFTER_A_WHILE);

    assertThat(gathered.records(FIRST)).extracting(ConsumerRecord::offset).containsExactly(4L, 5L, 6L, 7L);
    assertThat(gathered.records(SECOND)).extracting(ConsumerRecord::offset).containsExactly(8L);
  }

  @Test
  void whereMoreCannotBePolledWhatCameComesAgain() {
    complete(records(Map.of(FIRST, 4), 0), AFTER_A_WHILE);
    assertThatThrownBy(() -> complete(records(Map.of(FIRST, 1, SECOND, 2), 4), AFTER_A_WHILE)).isInstanceOf(NoSuchElementException.class);
    assertThat(rewound).containsOnly(Map.entry(FIRST, 4L), Map.entry(SECOND, 4L));
  }

  @Test
  void whereWaitingIsVainItIsTriedEverMoreSeldom() {
    Gathering brief = new Gathering(Duration.ofMillis(1));
    List<Integer> tried = new ArrayList<>();
    for (int transaction = 0; transaction < 500; transaction++) {
      int before = polls;
      more.clear();
      more.add(records(Map.of(), 0));
      // Each time as many as before are there at once, and those of the last transaction don't come.
      brief.complete(records(Map.of(FIRST, 5), transaction), transaction == 0 ? AFTER_A_WHILE : AT_ONCE, source);
      if (polls > before) {
        tried.add(transaction);
      }
    }
    assertThat(tried).startsWith(1, 3, 7, 15, 31, 63, 127, 191, 255);

    more.clear();
    more.add(records(Map.of(FIRST, 5), 0));
    for (int transaction = 0; transaction < 64 && !more.isEmpty(); transaction++) {
      brief.complete(records(Map.of(FIRST, 5), transaction), AT_ONCE, source);
    }
    assertThat(more).as("it was tried again, and paid").isEmpty();
    more.add(records(Map.of(FIRST, 10), 0));
    brief.complete(records(Map.of(FIRST, 5), 0), AT_ONCE, source);
    assertThat(more).as("and so the next time").isEmpty();
  }

  @Test
  void whoDoesNotGatherAsksForNothingMore() {
    Gathering never = new Gathering(Duration.ZERO);
    never.complete(records(Map.of(FIRST, 5), 0), AT_ONCE, source);
    never.complete(records(Map.of(FIRST, 1), 5), AT_ONCE, source);
    assertThat(polls).isZero();
  }

  private ConsumerRecords<byte[], byte[]> complete(ConsumerRecords<byte[], byte[]> came, long took) {
    return gathering.complete(came, took, source);
  }

  private static ConsumerRecords<byte[], byte[]> records(Map<TopicPartition, Integer> counts, long from) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    counts.forEach((partition, count) -> {
      List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
      for (long offset = from; offset < from + count; offset++) {
        some.add(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
      }
      records.put(partition, some);
      next.put(partition, new OffsetAndMetadata(from + count));
    });
    return new ConsumerRecords<>(records, next);
  }
}
