package io.tributary.queries;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Follows how far the stores are rebuilt from their changelogs. */
final class RestoreProgress implements StateRestoreListener {
  private record Restore(long restored, long total) {}

  private final Map<TopicPartition, Restore> running = new ConcurrentHashMap<>();

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    if (end > start) {
      running.put(changelog, new Restore(0, end - start));
    }
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long restored) {
    running.computeIfPresent(changelog, (key, restore) ->
        new Restore(Math.min(restore.restored() + restored, restore.total()), restore.total()));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
    running.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
    running.remove(changelog);
  }

  long restored() {
    return running.values().stream().mapToLong(Restore::restored).sum();
  }

  /** 0 when nothing is being restored. */
  long toRestore() {
    return running.values().stream().mapToLong(Restore::total).sum();
  }
}
