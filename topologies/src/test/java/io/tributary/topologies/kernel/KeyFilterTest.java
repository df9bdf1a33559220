package io.tributary.topologies.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
  /** Three parts of 32,768, 131,072 and 524,288 keys hold them. */
  private static final int MANY = 300_000;

  private static final int GROWTH = 4;

  private static final int OF_THE_FIRST_PART = 32_768;

  @Test
  void knowsWhatWasAddedAndTakesLittleElseForIt() {
    KeyFilter filter = new KeyFilter(more -> true);
    for (int i = 0; i < MANY; i++) {
      filter.add(key("added", i));
      if (i + 1 == OF_THE_FIRST_PART) {
        assertThat(mistaken(filter)).isLessThan(MANY / 400);
      }
    }
    assertThat(IntStream.range(0, MANY).allMatch(i -> filter.mayContain(key("added", i)))).isTrue();
    assertThat(mistaken(filter)).isLessThan(MANY / 200);
    // Sixteen bits a key and the room of the last part.
    assertThat(filter.bytes()).isBetween(MANY * 16L / 8, GROWTH * MANY * 16L / 8);
  }

  /** Not four times as much, but twice. */
  @Test
  void growsByLessWhereThereIsLittleRoom() {
    KeyFilter filter = new KeyFilter(more -> more <= 128 << 10);
    for (int i = 0; i <= OF_THE_FIRST_PART; i++) {
      filter.add(key("added", i));
    }
    assertThat(filter.bytes()).isEqualTo((64 + 128) << 10);
  }

  @Test
  void keepsWhatWasAddedWhereItMayTakeNoMore() {
    KeyFilter filter = new KeyFilter(more -> more <= 128 << 10);
    for (int i = 0; i < MANY; i++) {
      filter.add(key("added", i));
    }
    assertThat(filter.bytes()).isEqualTo((64 + 128) << 10);
    assertThat(IntStream.range(0, MANY).allMatch(i -> filter.mayContain(key("added", i)))).isTrue();
    // Overfull three times: it errs often, and still spares most of the lookups.
    assertThat(mistaken(filter)).isBetween(MANY / 100L, MANY / 2L);
  }

  private static long mistaken(KeyFilter filter) {
    return IntStream.range(0, MANY).filter(i -> filter.mayContain(key("never", i))).count();
  }

  private static Bytes key(String name, int number) {
    return Bytes.wrap((name + number).getBytes(UTF_8));
  }
}
