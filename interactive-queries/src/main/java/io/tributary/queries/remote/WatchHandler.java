package io.tributary.queries.remote;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCalls.ServerStreamingMethod;
import io.grpc.stub.StreamObserver;

/** Tells a follower what this process has: at once, with every change, and as a sign of life. */
final class WatchHandler implements ServerStreamingMethod<byte[], byte[]> {
  /** A process that is silent for several of these may be stopped. */
  static final long SIGN_OF_LIFE_MILLIS = 250;

  private final StatusFeed feed;
  private final Seal seal;

  WatchHandler(StatusFeed feed, Seal seal) {
    this.feed = feed;
    this.seal = seal;
  }

  @Override
  public void invoke(byte[] request, StreamObserver<byte[]> statuses) {
    try {
      // Nobody knows this process's clock before it was heard.
      seal.openWhenever(QueriesRpc.WATCH_NAME, request);
    } catch (WireException e) {
      statuses.onError(Status.UNAUTHENTICATED.withDescription(e.getMessage()).asRuntimeException());
      return;
    }
    try {
      long version = -1;
      while (!Context.current().isCancelled()) {
        StatusFeed.Seen seen = feed.await(version, SIGN_OF_LIFE_MILLIS);
        version = seen.version();
        statuses.onNext(seal.answer(request, WireJson.write(seen.status().at(seal.time()))));
      }
      statuses.onError(Status.CANCELLED.asRuntimeException());
    } catch (InterruptedException e) {
      statuses.onError(Status.UNAVAILABLE.withDescription("the process stops").asRuntimeException());
    }
  }
}
