package io.tributary.api.commands;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The callers that wait, by the id of their command. Thread-safe. */
final class PendingReplies<A> {
  private record Waiting<A>(int partition, CompletableFuture<Reply<A>> reply) {}

  private final ConcurrentMap<String, Waiting<A>> waiting = new ConcurrentHashMap<>();

  CompletableFuture<Reply<A>> expect(String commandId, int partition) {
    CompletableFuture<Reply<A>> reply = new CompletableFuture<>();
    waiting.put(commandId, new Waiting<>(partition, reply));
    return reply;
  }

  void forget(String commandId) {
    waiting.remove(commandId);
  }

  /** A reply nobody waits for is passed over: its caller stopped waiting, or it was another instance's. */
  void answer(Reply<A> reply) {
    Waiting<A> caller = waiting.remove(reply.commandId());
    if (caller != null) {
      caller.reply().complete(reply);
    }
  }

  /** Those whose replies will arrive elsewhere need not wait for the timeout. */
  void moved(Collection<Integer> partitions) {
    waiting.values().stream()
        .filter(caller -> partitions.contains(caller.partition()))
        .forEach(caller -> caller.reply().completeExceptionally(new ReplyMovedException()));
  }
}
