package io.tributary.queries.remote;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCalls.UnaryMethod;
import io.grpc.stub.StreamObserver;
import io.tributary.queries.Ask;
import io.tributary.queries.Attempt;
import io.tributary.queries.Attempt.Miss;
import io.tributary.queries.LocalHost;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions from the stores of this process, and never asks others: who asked knows whom else to ask. More than it may
 * hold are sent away; one whose asker has left is given up.
 */
final class AskHandler implements UnaryMethod<byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(AskHandler.class);

  private final LocalHost local;
  private final Seal seal;
  private final int capacity;
  private final Semaphore places;

  AskHandler(LocalHost local, Seal seal, int capacity) {
    this.local = local;
    this.seal = seal;
    this.capacity = capacity;
    this.places = new Semaphore(capacity);
  }

  int inside() {
    return capacity - places.availablePermits();
  }

  @Override
  public void invoke(byte[] request, StreamObserver<byte[]> answer) {
    byte[] message;
    try {
      message = seal.openRequest(QueriesRpc.ASK_NAME, request);
    } catch (WireException e) {
      LOG.warn("A question was refused: {}", e.getMessage());
      answer.onError(Status.UNAUTHENTICATED.withDescription(e.getMessage()).asRuntimeException());
      return;
    }
    if (!places.tryAcquire()) {
      reply(answer, request, Replied.write(Attempt.missed(Miss.BUSY, "it has too many questions to answer")));
      return;
    }
    try {
      reply(answer, request, answer(message));
    } catch (WireException e) {
      answer.onError(Status.UNIMPLEMENTED.withDescription(e.getMessage()).asRuntimeException());
    } catch (InterruptedException e) {
      answer.onError(Status.CANCELLED.asRuntimeException());
    } finally {
      places.release();
    }
  }

  /** gRPC cancels the context when the asker leaves, or its deadline passes. */
  private byte[] answer(byte[] message) throws InterruptedException {
    Ask<?> ask = Asked.read(message);
    Thread thread = Thread.currentThread();
    Context.CancellationListener interrupt = context -> thread.interrupt();
    Context.current().addListener(interrupt, Runnable::run);
    try {
      return bounded(Replied.write(local.attempt(ask)));
    } catch (ProblemException e) {
      return Replied.write(e);
    } catch (RuntimeException e) {
      LOG.error("{} failed", ask.query(), e);
      return Replied.write(new ProblemException(ErrorCode.INTERNAL, "The process that was asked failed; its log says why."));
    } finally {
      Context.current().removeListener(interrupt);
    }
  }

  private static byte[] bounded(byte[] reply) {
    return reply.length <= QueriesRpc.MAX_REPLY_BYTES
        ? reply
        : Replied.write(new ProblemException(ErrorCode.INTERNAL, "The answer is larger than what processes exchange."));
  }

  private void reply(StreamObserver<byte[]> answer, byte[] request, byte[] message) {
    answer.onNext(seal.answer(request, message));
    answer.onCompleted();
  }
}
