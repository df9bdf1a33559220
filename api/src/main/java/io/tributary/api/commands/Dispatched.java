package io.tributary.api.commands;

import io.tributary.api.commands.CommandMeters.End;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that was sent, and whose decision its sender has yet to wait for. */
public final class Dispatched<A> {
  private static final Logger log = LoggerFactory.getLogger(Dispatched.class);

  private final Context context;
  private final CompletableFuture<Supplier<Reply<A>>> reply;
  private final CompletableFuture<RecordMetadata> stored;
  private final long begin = System.nanoTime();
  private final Duration timeout;
  private final BiConsumer<End, Duration> done;

  Dispatched(
      Context context,
      CompletableFuture<Supplier<Reply<A>>> reply,
      CompletableFuture<RecordMetadata> stored,
      Duration timeout,
      BiConsumer<End, Duration> done) {
    this.context = context;
    this.reply = reply;
    this.stored = stored;
    this.timeout = timeout;
    this.done = done;
  }

  /**
   * Waits for the decision, until the gateway's timeout after the sending; once.
   *
   * @throws ProblemException {@code NOT_READY} when it could not be handed to Kafka, or that is not known
   */
  public Decided<A> await() {
    End end = End.LATE;
    try {
      long left = timeout.toNanos() - (System.nanoTime() - begin);
      Reply<A> came = reply.get(Math.max(0, left), TimeUnit.NANOSECONDS).get();
      end = End.DECIDED;
      return Decided.of(context, came);
    } catch (TimeoutException late) {
      return Decided.later(context, stored.getNow(null));
    } catch (ExecutionException e) {
      end = End.FAILED;
      throw away(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Decided.later(context, stored.getNow(null));
    } finally {
      done.accept(end, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  static ProblemException away(Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      return new ProblemException(ErrorCode.PAYLOAD_TOO_LARGE, "the command is larger than a topic takes");
    }
    log.warn("command not handed over: {}", failure.toString());
    return new ProblemException(
        ErrorCode.NOT_READY,
        "the command could not be handed over, or that is not known; send it again with the same operationId");
  }
}
