package io.tributary.topologies.credits;

import java.util.List;

/**
 * Credits of one grant that are spent, held or given back.
 *
 * @param amount credits, from 1
 */
public record Burn(String grantId, long amount) {
  static long sum(List<Burn> burns) {
    // A loop: this is asked several times in each decision, and mostly of one burn.
    long sum = 0;
    for (Burn burn : burns) {
      sum += burn.amount();
    }
    return sum;
  }
}
