package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCodecTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 9_000_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void readsBackNumbers(long number) {
    RowDecoder row = new RowDecoder(new RowEncoder(1).number(number).toBytes());
    assertThat(row.number()).isEqualTo(number);
  }

  @Test
  void readsBackEveryField() {
    UUID id = UUID.randomUUID();
    Instant time = Instant.parse("2026-03-01T12:00:00.123Z");
    RowDecoder row = new RowDecoder(new RowEncoder(3)
        .uuid(id)
        .text("Grüße \0")
        .optionalText(null)
        .optionalText("")
        .textMap(Map.of("a", "1", "b", ""))
        .textList(List.of("x", "y"))
        .time(time)
        .bytes(new byte[] {7})
        .flag(true)
        .toBytes());
    assertThat(row.format()).isEqualTo(3);
    assertThat(row.uuid()).isEqualTo(id);
    assertThat(row.text()).isEqualTo("Grüße \0");
    assertThat(row.optionalText()).isNull();
    assertThat(row.optionalText()).isEmpty();
    assertThat(row.textMap()).isEqualTo(Map.of("a", "1", "b", ""));
    assertThat(row.textList()).containsExactly("x", "y");
    assertThat(row.time()).isEqualTo(time);
    assertThat(row.bytes()).containsExactly(7);
    assertThat(row.flag()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "0", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
      "018f3f2e-7c1a-7c3e-9b2a-0123456789ab", "018F3F2E-7C1A-7C3E-9B2A-0123456789AB",
      "018f3f2e-7c1a-7c3e-9b2a-0123456789a", "018f3f2e-7c1a-7c3e-9b2a-0123456789abc",
      "018f3f2e-7c1a-7c3e-9b2a-0123456789ag", "018f3f2e-7c1a7c3e--9b2a-0123456789ab", "------------------------------------",
      "0-0-0-0-0", "+18f3f2e-7c1a-7c3e-9b2a-0123456789ab"})
  void readsBackEveryTextAsItWas(String text) {
    RowDecoder row = new RowDecoder(new RowEncoder(1).text(text).number(7).toBytes());
    assertThat(row.text()).isEqualTo(text);
    assertThat(row.number()).isEqualTo(7);
  }

  @Test
  void readsAnIdThatAnOlderBuildWroteAsText() {
    String id = UUID.randomUUID().toString();
    RowDecoder row = new RowDecoder(new RowEncoder(1).bytes(id.getBytes(StandardCharsets.UTF_8)).toBytes());
    assertThat(row.text()).isEqualTo(id);
  }

  @Test
  void failsOnATextOfImpossibleLength() {
    assertThatThrownBy(() -> new RowDecoder(new RowEncoder(1).number(-2).toBytes()).text())
        .isInstanceOf(UnreadableRowException.class);
  }

  @Test
  void failsOnWhatIsCutShort() {
    byte[] row = new RowEncoder(1).number(1_000_000).text("something").text(UUID.randomUUID().toString()).toBytes();
    for (int length = 0; length < row.length; length++) {
      RowDecoder cut = new RowDecoder(Arrays.copyOf(row, length));
      assertThatThrownBy(() -> {
        cut.number();
        cut.text();
        cut.text();
      }).isInstanceOf(UnreadableRowException.class);
    }
  }

  @Test
  void keepsSmallThingsSmall() {
    assertThat(new RowEncoder(1).number(50).number(-3).flag(true).text("a").toBytes()).hasSize(6);
    assertThat(new RowEncoder(1).text(UUID.randomUUID().toString()).toBytes()).as("an id").hasSize(18);
  }
}
