package io.tributary.app.orders;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Computes a value once per key, however many threads ask; a failure is given to those who waited, then forgotten. */
final class Memo<K, V> {
  private final ConcurrentHashMap<K, CompletableFuture<V>> values = new ConcurrentHashMap<>();
  private final Function<K, V> compute;

  Memo(Function<K, V> compute) {
    this.compute = compute;
  }

  V get(K key) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> first = values.putIfAbsent(key, mine);
    if (first == null) {
      try {
        mine.complete(compute.apply(key));
      } catch (RuntimeException e) {
        values.remove(key, mine);
        mine.completeExceptionally(e);
      }
    }
    try {
      return (first == null ? mine : first).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  int size() {
    return values.size();
  }
}
