package io.tributary.api.commands;

import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Callers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The callers that wait, by the id of their command. Their replies come from the replies topic, or, decided in this process, from the commit
 * itself: then the caller's own thread reads them, since the thread that decides has others to decide for. Thread-safe.
 */
final class PendingReplies<A> {
  private final ConcurrentMap<String, CompletableFuture<Supplier<Reply<A>>>> waiting = new ConcurrentHashMap<>();
  private final Callers callers;
  private final Payloads payloads;
  private final ReplyReader<A> reader;

  PendingReplies(Callers callers, Payloads payloads, ReplyReader<A> reader) {
    this.callers = callers;
    this.payloads = payloads;
    this.reader = reader;
  }

  CompletableFuture<Supplier<Reply<A>>> expect(String commandId) {
    CompletableFuture<Supplier<Reply<A>>> reply = new CompletableFuture<>();
    waiting.put(commandId, reply);
    callers.expect(commandId, payload -> reply.complete(() -> read(payload).orElseThrow()));
    return reply;
  }

  void forget(String commandId) {
    callers.forget(commandId);
    waiting.remove(commandId);
  }

  /**
   * A record of the replies topic. A reply nobody waits for is passed over: its caller stopped waiting, or it is another instance's.
   *
   * @throws SerializationException when it cannot be read
   */
  void answer(byte[] payload) {
    read(payload).ifPresent(reply -> {
      CompletableFuture<Supplier<Reply<A>>> caller = waiting.remove(reply.commandId());
      if (caller != null) {
        caller.complete(() -> reply);
      }
    });
  }

  private Optional<Reply<A>> read(byte[] payload) {
    return reader.read(payloads.decode(payload));
  }
}
