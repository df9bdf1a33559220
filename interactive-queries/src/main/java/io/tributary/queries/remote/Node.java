package io.tributary.queries.remote;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingClientInterceptor;
import io.tributary.queries.Ask;
import io.tributary.queries.Attempt;
import io.tributary.queries.Attempt.Miss;
import io.tributary.queries.QueryHost;
import io.tributary.queries.RuntimeSettings.HostPort;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another process, as this one knows and asks it. Its word of what it has is kept until the connection breaks. */
final class Node implements QueryHost, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final long RETRY_MILLIS = 200;

  /** The asked one answers by the deadline itself; its words take a moment. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final HostPort address;
  private final Seal seal;
  private final ManagedChannel channel;
  private final NodeClaims claims = new NodeClaims();
  private final Thread watcher;
  private volatile Clock clock;
  private volatile boolean closed;

  Node(HostPort address, Seal seal, Optional<QueryTls> tls, Consumer<NodeStatus> onStatus) {
    this.address = address;
    this.seal = seal;
    clock = new Clock(seal.time(), System.nanoTime());
    NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address.host(), address.port())
        .intercept(new MetricCollectingClientInterceptor(Metrics.globalRegistry), new LogTrail())
        .maxInboundMessageSize(QueriesRpc.MAX_REPLY_BYTES + Seal.TAG);
    tls.ifPresentOrElse(
        used -> builder.sslContext(used.client()).overrideAuthority(QueryTls.NAME), builder::usePlaintext);
    channel = builder.build();
    watcher = Thread.ofVirtual().name("watch " + address).unstarted(() -> watch(onStatus));
    watcher.start();
  }

  /** What it last said the time is, and when that was heard; until then this process's own. */
  private record Clock(long millis, long heardAt) {
    long now() {
      return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardAt);
    }
  }

  HostPort address() {
    return address;
  }

  NodeClaims claims() {
    return claims;
  }

  @Override
  public <R> Attempt<R> attempt(Ask<R> ask) throws InterruptedException {
    byte[] request = seal.request(QueriesRpc.ASK_NAME, Asked.write(ask), clock.now());
    CallOptions options = CallOptions.DEFAULT
        .withDeadlineAfter(Math.max(0, ask.deadline().remainingNanos()) + GRACE_NANOS, TimeUnit.NANOSECONDS);
    try {
      byte[] reply = ClientCalls.blockingUnaryCall(channel, QueriesRpc.ASK, options, request);
      return Replied.read(seal.openAnswer(request, reply), ask.query());
    } catch (WireException e) {
      return Attempt.missed(Miss.MOVING, "%s speaks otherwise: %s".formatted(address, e.getMessage()));
    } catch (StatusRuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("the asker left");
      }
      LOG.debug("{} cannot be asked: {}", address, sentence(e.getStatus()));
      return Attempt.missed(Miss.MOVING, "%s cannot be asked (%s)".formatted(address, e.getStatus().getCode()));
    }
  }

  /** Follows its word for as long as this lives; the channel's own pauses between connections would grow too long. */
  private void watch(Consumer<NodeStatus> onStatus) {
    while (!closed) {
      try {
        byte[] request = seal.request(QueriesRpc.WATCH_NAME, new byte[0], clock.now());
        Iterator<byte[]> words =
            ClientCalls.blockingServerStreamingCall(channel, QueriesRpc.WATCH, CallOptions.DEFAULT, request);
        while (words.hasNext()) {
          NodeStatus status = WireJson.read(seal.openAnswer(request, words.next()), NodeStatus.class);
          long now = System.nanoTime();
          clock = new Clock(status.clock(), now);
          claims.heard(status, now);
          onStatus.accept(status);
        }
      } catch (StatusRuntimeException e) {
        LOG.debug("{} is not followed: {}", address, sentence(e.getStatus()));
        claims.lost(sentence(e.getStatus()));
      } catch (WireException e) {
        claims.lost(e.getMessage());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      channel.resetConnectBackoff();
    }
  }

  private static String sentence(Status status) {
    return status.getDescription() == null ? status.getCode().name() : status.getCode() + ": " + status.getDescription();
  }

  @Override
  public void close() {
    closed = true;
    channel.shutdownNow();
    watcher.interrupt();
  }
}
