package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Merging is a least upper bound: the order and the number of merges don't matter, and nothing is lost. */
class PositionTest {
  @Test
  void mergeIsCommutativeAssociativeAndIdempotent() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      Position a = Positions.random(random);
      Position b = Positions.random(random);
      Position c = Positions.random(random);
      assertThat(a.merge(b)).isEqualTo(b.merge(a));
      assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
      assertThat(a.merge(a)).isEqualTo(a);
      assertThat(a.merge(Position.none())).isEqualTo(a);
    }
  }

  @Test
  void mergeIsNeverBehindEitherSide() {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      Position a = Positions.random(random);
      Position b = Positions.random(random);
      Position merged = a.merge(b);
      assertThat(merged.offsets().keySet()).containsAll(a.offsets().keySet());
      a.offsets().forEach((input, offset) -> assertThat(merged.offsets().get(input)).isGreaterThanOrEqualTo(offset));
      b.sequences().forEach((stream, seq) -> assertThat(merged.sequences().get(stream)).isGreaterThanOrEqualTo(seq));
    }
  }
}
