package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class KeyCodecTest {
  private static final int ROUNDS = 20_000;
  private static final List<Long> EDGES =
      List.of(Long.MIN_VALUE, -256L, -1L, 0L, 1L, 255L, 256L, Long.MAX_VALUE - 1, Long.MAX_VALUE);

  private final Random random = new Random(7);

  @Test
  void keepsTheOrderOfNumbers() {
    for (int i = 0; i < ROUNDS; i++) {
      long left = number();
      long right = number();
      assertThat(sign(key().ascending(left), key().ascending(right))).isEqualTo(Long.compare(left, right));
      assertThat(sign(key().descending(left), key().descending(right))).isEqualTo(Long.compare(right, left));
    }
  }

  @Test
  void keepsTheOrderOfTextsAndOfWhatFollowsThem() {
    for (int i = 0; i < ROUNDS; i++) {
      String left = text();
      String right = text();
      long first = number();
      long second = number();
      int expected = left.equals(right) ? Long.compare(first, second) : Integer.signum(byCodePoint(left, right));
      assertThat(sign(key().text(left).ascending(first), key().text(right).ascending(second))).isEqualTo(expected);
    }
  }

  @Test
  void isAPrefixOfItsOwnMembersOnly() {
    for (int i = 0; i < ROUNDS; i++) {
      UUID tenant = new UUID(random.nextLong(), random.nextLong());
      String list = text();
      String other = text();
      Bytes prefix = KeyCodec.key('e', tenant).text(list).build();
      Bytes member = KeyCodec.key('e', tenant).text(other).descending(number()).build();
      assertThat(inScan(prefix, member)).isEqualTo(list.equals(other));
    }
  }

  @Test
  void keepsNeighboursOutOfATenantsScan() {
    UUID[] tenants = {
      new UUID(0, 0), new UUID(0, 1), new UUID(0, -1), new UUID(1, 0), new UUID(-1, -2), new UUID(-1, -1)
    };
    for (UUID owner : tenants) {
      for (UUID other : tenants) {
        Bytes prefix = KeyCodec.key('w', owner).build();
        for (int i = 0; i < 500; i++) {
          Bytes row = KeyCodec.key('w', other).text(text()).text(text()).build();
          assertThat(inScan(prefix, row)).isEqualTo(owner.equals(other));
          assertThat(inScan(prefix, KeyCodec.key('v', other).text(text()).build())).isFalse();
        }
      }
    }
  }

  @Test
  void isReadBack() {
    for (int i = 0; i < ROUNDS; i++) {
      UUID tenant = new UUID(random.nextLong(), random.nextLong());
      String text = text();
      long up = number();
      long down = number();
      KeyReader key = new KeyReader(
          KeyCodec.key(200, tenant).text(text).ascending(up).descending(down).text("end").build());
      assertThat(key.uuid()).isEqualTo(tenant);
      assertThat(key.text()).isEqualTo(text);
      assertThat(key.ascending()).isEqualTo(up);
      assertThat(key.descending()).isEqualTo(down);
      assertThat(key.text()).isEqualTo("end");
    }
  }

  @Test
  void knowsTheNextKey() {
    Bytes key = Bytes.wrap(new byte[] {5, (byte) 0xFF});
    assertThat(KeyCodec.endOf(key).get()).containsExactly(6);
    assertThat(KeyCodec.after(key).get()).containsExactly(5, (byte) 0xFF, 0);
  }

  private static boolean inScan(Bytes prefix, Bytes key) {
    return key.compareTo(prefix) >= 0 && key.compareTo(KeyCodec.endOf(prefix)) < 0;
  }

  private static int sign(KeyCodec left, KeyCodec right) {
    return Integer.signum(left.build().compareTo(right.build()));
  }

  private static KeyCodec key() {
    return KeyCodec.key('k');
  }

  private long number() {
    return random.nextInt(3) == 0 ? EDGES.get(random.nextInt(EDGES.size())) : random.nextLong();
  }

  /** Short and from few characters, so that equal texts, prefixes and the escaped bytes are common. */
  private String text() {
    int[] alphabet = {0, 1, 'a', 'b', 0x7F, 0xE9, 0xFFFF - 2, 0x1F600};
    int[] points = random.ints(random.nextInt(4), 0, alphabet.length).map(i -> alphabet[i]).toArray();
    return new String(points, 0, points.length);
  }

  private static int byCodePoint(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }
}
