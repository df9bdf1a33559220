package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a policy has led to, within its wallet's row, with a format of its own. */
final class PolicyStateFields {
  private static final int FORMAT = 2;

  /** Of a policy without caps, alerts and top-ups. */
  private static final int NOTHING = 1;

  private PolicyStateFields() {}

  static byte[] encode(PolicyState state) {
    boolean nothing =
        state.countedSince().isEmpty() && state.low().isEmpty() && state.topUps().equals(TopUps.NONE);
    if (nothing) {
      return new RowEncoder(NOTHING).number(state.granted()).toBytes();
    }
    RowEncoder row = new RowEncoder(FORMAT).number(state.granted()).number(state.countedSince().size());
    // Sorted, so that equal states have equal bytes.
    new TreeMap<>(state.countedSince()).forEach((id, since) -> row.text(id).time(since));
    row.textList(List.copyOf(new TreeSet<>(state.low())));
    TopUps topUps = state.topUps();
    row.number(topUps.declines()).optionalTime(topUps.retryAt()).number(topUps.pending().size());
    topUps.pending().forEach(request ->
        row.text(request.id()).number(request.amount()).time(request.requestedAt()).time(request.expiresAt()));
    return row.toBytes();
  }

  static PolicyState decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    return switch (row.format()) {
      case NOTHING -> PolicyState.of(row.number());
      case FORMAT -> read(row);
      default -> throw row.unknownFormat();
    };
  }

  private static PolicyState read(RowDecoder row) {
    long granted = row.number();
    Map<String, Instant> since = new HashMap<>();
    for (long i = row.number(); i > 0; i--) {
      since.put(row.text(), row.time());
    }
    Set<String> low = new HashSet<>();
    for (long i = row.number(); i > 0; i--) {
      low.add(row.text());
    }
    int declines = (int) row.number();
    Instant retryAt = row.optionalTime();
    List<TopUpRequest> pending = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      pending.add(new TopUpRequest(row.text(), row.number(), row.time(), row.time()));
    }
    return new PolicyState(since, low, granted, new TopUps(pending, declines, retryAt));
  }
}
