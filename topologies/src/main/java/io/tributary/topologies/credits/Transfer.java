package io.tributary.topologies.credits;

import io.tributary.topologies.credits.WalletChange.Arrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of burned credits in the wallet that receives them: grants with the terms of those that they are of. */
final class Transfer {
  private Transfer() {}

  /** @param id of the transfer; the first grant has it, the others are numbered after it */
  static List<Arrival> arrivals(Wallet sender, List<Burn> burns, String id, Instant at) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Burn burn : burns) {
      GrantState state = sender.grant(burn.grantId()).orElseThrow();
      String grantId = arrivals.isEmpty() ? id : id + "-" + arrivals.size();
      Grant grant = received(state, burn.amount(), grantId, at);
      int like = like(arrivals, grant);
      if (like < 0) {
        arrivals.add(new Arrival(grant, burn.grantId()));
      } else {
        Arrival first = arrivals.get(like);
        arrivals.set(like, new Arrival(first.grant().topUp(burn.amount()), first.from()));
      }
    }
    return arrivals;
  }

  /** What recurs stays with the sender: the part of a period ends where the period ends. Nothing tops it up. */
  private static Grant received(GrantState state, long amount, String id, Instant at) {
    Grant grant = state.grant();
    Recurrence recurrence = grant.recurrence();
    Instant end = earlier(
        grant.expiresAt(), recurrence == null ? null : recurrence.after(state.periodStart()));
    return new Grant(
        id, grant.kind(), amount, grant.priority(), at, at, end, null,
        new Rollover(0, grant.rollover().max()), grant.costBasis(), grant.externalKey());
  }

  private static int like(List<Arrival> arrivals, Grant grant) {
    for (int i = 0; i < arrivals.size(); i++) {
      if (arrivals.get(i).grant().alike(grant)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
