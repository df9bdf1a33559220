package io.tributary.topologies.credits;

import java.util.List;

/**
 * Credits of one grant that are spent, held or given back.
 *
 * @param amount credits, from 1
 */
public record Burn(String grantId, long amount) {
  static long sum(List<Burn> burns) {
    return burns.stream().mapToLong(Burn::amount).sum();
  }
}
