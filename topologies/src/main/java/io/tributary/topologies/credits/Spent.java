package io.tributary.topologies.credits;

import java.util.List;

/**
 * What an operation spent, as far as it may be asked for back.
 *
 * @param uncovered what no grant covered when it was spent
 * @param reversed what has been given back of it
 */
public record Spent(List<Burn> burns, long uncovered, long reversed) {
  static final Spent NOTHING = new Spent(List.of(), 0, 0);

  public Spent {
    burns = List.copyOf(burns);
  }

  static Spent of(WalletChange change) {
    return switch (change) {
      case WalletChange.Consumed consumed -> new Spent(consumed.burns(), consumed.uncovered(), 0);
      case WalletChange.HoldEnded ended -> new Spent(ended.burned(), ended.uncovered(), 0);
      default -> NOTHING;
    };
  }

  long amount() {
    return Burn.sum(burns) + uncovered;
  }

  /** What may still be given back. */
  long left() {
    return amount() - reversed;
  }

  Spent reverse(long amount) {
    return new Spent(burns, uncovered, reversed + amount);
  }
}
