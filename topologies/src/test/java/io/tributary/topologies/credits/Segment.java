package io.tributary.topologies.credits;

import io.tributary.topologies.credits.WalletChange.Activated;
import io.tributary.topologies.credits.WalletChange.Consumed;
import io.tributary.topologies.credits.WalletChange.Expired;
import io.tributary.topologies.credits.WalletChange.OveragePaid;
import io.tributary.topologies.credits.WalletChange.Recurred;
import io.tributary.topologies.credits.WalletChange.Reset;
import io.tributary.topologies.credits.WalletChange.Voided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What OpenMeter calls a burn-down history segment: a span in which the grants that can burn stay the same.
 *
 * @param balance available at its beginning, before overage is paid of it
 */
record Segment(Instant from, long balance, long overage, long usage) {
  static List<Segment> of(Wallet start, List<WalletChange> changes) {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment(start.createdAt(), start.available(), start.overage(), 0));
    Wallet wallet = start;
    boolean afterReset = false;
    for (WalletChange change : changes) {
      wallet = wallet.apply(change);
      Segment last = segments.getLast();
      if (splits(change)) {
        if (change.at().equals(last.from())) {
          segments.removeLast();
        }
        segments.add(new Segment(change.at(), wallet.available(), wallet.overage(), 0));
        afterReset = change instanceof Reset;
      } else if (change instanceof OveragePaid && afterReset) {
        segments.set(segments.size() - 1, new Segment(last.from(), wallet.available(), wallet.overage(), 0));
      } else if (change instanceof Consumed used) {
        segments.set(
            segments.size() - 1, new Segment(last.from(), last.balance(), last.overage(), last.usage() + used.amount()));
        afterReset = false;
      }
    }
    return segments;
  }

  private static boolean splits(WalletChange change) {
    return switch (change) {
      case Activated a -> true;
      case Expired e -> true;
      case Recurred r -> true;
      case Voided v -> true;
      case Reset r -> true;
      default -> false;
    };
  }
}
