package io.tributary.topologies.credits;

import io.tributary.topologies.credits.WalletChange.HoldEnded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Divides a hold: what was posted burns in the hold's order, the rest goes back to where it came from, or is lost. */
final class HoldEnding {
  private HoldEnding() {}

  /** @param posted credits to spend of it, 0 to its amount */
  static HoldEnded of(Wallet wallet, Hold hold, long posted, Hold.End end, Instant at) {
    List<Burn> burned = new ArrayList<>();
    List<Burn> returned = new ArrayList<>();
    List<Burn> forfeited = new ArrayList<>();
    long rest = posted;
    for (Burn part : hold.burns()) {
      long spent = Math.min(rest, part.amount());
      rest -= spent;
      add(burned, part.grantId(), spent);
      GrantState grant = wallet.grant(part.grantId()).orElseThrow();
      boolean stale = !grant.active() || hold.heldAt().isBefore(grant.periodStart());
      add(stale ? forfeited : returned, part.grantId(), part.amount() - spent);
    }
    return new HoldEnded(hold.id(), end, burned, rest, returned, forfeited, at);
  }

  private static void add(List<Burn> burns, String grantId, long amount) {
    if (amount > 0) {
      burns.add(new Burn(grantId, amount));
    }
  }
}
