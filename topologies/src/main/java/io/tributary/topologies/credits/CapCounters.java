package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What caps have counted, within one session: each counter is read once and written once. Wallets without caps read
 * nothing. What is spent or held counts in the window of its decision; what is given back in the same window is taken off
 * again.
 */
final class CapCounters {
  private static final int FORMAT = 1;

  private final Map<Bytes, Long> counts = new HashMap<>();
  private final Set<Bytes> changed = new HashSet<>();
  private final Rows state;
  private final UUID tenantId;

  CapCounters(Rows state, UUID tenantId) {
    this.state = state;
    this.tenantId = tenantId;
  }

  /** What is left for an operation of a user. */
  SpendRoom room(Wallet wallet, String code, @Nullable String user, Instant time) {
    List<ExceededCap> room = new ArrayList<>();
    for (SpendCap cap : wallet.policy().caps()) {
      if (cap.covers(code, user)) {
        long left = Math.max(0, cap.limit() - count(key(wallet, cap, user, time)));
        room.add(new ExceededCap(cap.id(), cap.limit(), left, cap.window().end(time)));
      }
    }
    return new SpendRoom(room);
  }

  void count(Wallet wallet, String code, @Nullable String user, Instant time, long amount) {
    for (SpendCap cap : wallet.policy().caps()) {
      if (cap.covers(code, user)) {
        add(key(wallet, cap, user, time), amount);
      }
    }
  }

  /** @param counted when it was counted; a cap that began in the same millisecond may not have, and keeps what it has */
  void giveBack(Wallet wallet, String code, @Nullable String user, Instant counted, Instant time, long amount) {
    for (SpendCap cap : wallet.policy().caps()) {
      boolean has = cap.covers(code, user)
          && since(wallet, cap).isBefore(counted)
          && Objects.equals(cap.window().end(counted), cap.window().end(time));
      if (has) {
        add(key(wallet, cap, user, time), -amount);
      }
    }
  }

  void write() {
    changed.forEach(key -> state.put(key, new RowEncoder(FORMAT).number(count(key)).toBytes()));
  }

  /** Counters that never end by time end with their cap. */
  static void moved(Rows state, UUID tenantId, @Nullable Wallet before, Wallet after) {
    if (before == null || before.policy() == after.policy()) {
      return;
    }
    for (SpendCap cap : before.policy().caps()) {
      Instant since = since(before, cap);
      if (cap.window() == CapWindow.TOTAL && !since.equals(after.state().countedSince().get(cap.id()))) {
        state.put(CreditsRows.endedCap(after.updatedAt(), tenantId, before.id(), cap.id(), since), new byte[] {FORMAT});
      }
    }
  }

  private Bytes key(Wallet wallet, SpendCap cap, @Nullable String user, Instant time) {
    return key(tenantId, wallet, cap, user, time);
  }

  static Bytes key(UUID tenantId, Wallet wallet, SpendCap cap, @Nullable String user, Instant time) {
    return CreditsRows.capCount(
        cap.window().end(time), tenantId, wallet.id(), cap.id(), since(wallet, cap), cap.counter(user));
  }

  private static Instant since(Wallet wallet, SpendCap cap) {
    return Objects.requireNonNull(wallet.state().countedSince().get(cap.id()), "each cap began to count");
  }

  private void add(Bytes key, long amount) {
    counts.put(key, count(key) + amount);
    changed.add(key);
  }

  private long count(Bytes key) {
    return counts.computeIfAbsent(key, each -> read(state.get(each)));
  }

  static long read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return 0;
    }
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return row.number();
  }
}
