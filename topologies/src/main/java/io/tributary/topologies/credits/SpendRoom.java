package io.tributary.topologies.credits;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caps of a wallet leave for one operation of one user.
 *
 * @param caps those that count it
 */
public record SpendRoom(List<ExceededCap> caps) {
  static final SpendRoom ENDLESS = new SpendRoom(List.of());

  /** Before all others is the one that stands in the way longest: to try again before would be in vain. */
  private static final Comparator<ExceededCap> LONGEST = Comparator
      .comparing(ExceededCap::windowEndsAt, Comparator.nullsLast(Comparator.naturalOrder()))
      .thenComparing(ExceededCap::left, Comparator.reverseOrder());

  public SpendRoom {
    caps = List.copyOf(caps);
  }

  long left() {
    return caps.stream().mapToLong(ExceededCap::left).min().orElse(Long.MAX_VALUE);
  }

  boolean covers(long amount) {
    return amount <= left();
  }

  /** The cap that {@code amount} is refused by. */
  @Nullable ExceededCap exceeded(long amount) {
    Optional<ExceededCap> cap = caps.stream().filter(each -> amount > each.left()).max(LONGEST);
    return cap.orElse(null);
  }
}
