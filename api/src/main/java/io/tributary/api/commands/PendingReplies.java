package io.tributary.api.commands;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The callers that wait, by the id of their command. Thread-safe. */
final class PendingReplies<A> {
  private final ConcurrentMap<String, CompletableFuture<Reply<A>>> waiting = new ConcurrentHashMap<>();

  CompletableFuture<Reply<A>> expect(String commandId) {
    CompletableFuture<Reply<A>> reply = new CompletableFuture<>();
    waiting.put(commandId, reply);
    return reply;
  }

  void forget(String commandId) {
    waiting.remove(commandId);
  }

  /** A reply nobody waits for is passed over: its caller stopped waiting, or it is another instance's. */
  void answer(Reply<A> reply) {
    CompletableFuture<Reply<A>> caller = waiting.remove(reply.commandId());
    if (caller != null) {
      caller.complete(reply);
    }
  }
}
