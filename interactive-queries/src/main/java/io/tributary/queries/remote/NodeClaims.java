package io.tributary.queries.remote;

import io.tributary.queries.ContextTasks;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a process last said that it has. One that was stopped for a while says so too: the later claim counts first. */
final class NodeClaims {
  /** A process that is silent for longer may be stopped: others are asked first. */
  static final Duration SILENCE = Duration.ofMillis(4 * WatchHandler.SIGN_OF_LIFE_MILLIS);

  private record Partition(Context context, int partition) {}

  private record Heard(NodeStatus status, Map<Partition, Long> activeSince) {}

  private volatile @Nullable Heard heard;
  private volatile long heardAt;
  private volatile String complaint = "it was not reached yet";

  void heard(NodeStatus status, long now) {
    Heard before = heard;
    Map<Partition, Long> active = new HashMap<>();
    status.contexts().forEach((context, tasks) -> tasks.active().forEach(number -> {
      Partition partition = new Partition(context, number);
      active.put(partition, before == null ? now : before.activeSince().getOrDefault(partition, now));
    }));
    heardAt = now;
    heard = new Heard(status, Map.copyOf(active));
  }

  void lost(String reason) {
    complaint = reason;
    heard = null;
  }

  Optional<NodeStatus> status() {
    return Optional.ofNullable(heard).map(Heard::status);
  }

  /** Why nothing is known of it. */
  String complaint() {
    return complaint;
  }

  boolean silent(long now) {
    return now - heardAt > SILENCE.toNanos();
  }

  /** Since when it says that it serves the partition, by {@link System#nanoTime()}; empty when it doesn't say so. */
  Optional<Long> activeSince(Context context, int partition) {
    return Optional.ofNullable(heard).map(known -> known.activeSince().get(new Partition(context, partition)));
  }

  boolean standby(Context context, int partition) {
    Heard known = heard;
    if (known == null) {
      return false;
    }
    ContextTasks tasks = known.status().contexts().get(context);
    return tasks != null && tasks.standby().contains(partition);
  }
}
