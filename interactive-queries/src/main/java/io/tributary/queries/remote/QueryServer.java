package io.tributary.queries.remote;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.tributary.queries.LocalHost;
import io.tributary.queries.RuntimeSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The query endpoint of a process that has stores: other processes ask here, and learn what it has. */
public final class QueryServer implements AutoCloseable {
  /** Questions that are let in at a time; more are sent away. */
  public static final int WAITING_AT_MOST = 1_024;
  private static final long CLOSE_SECONDS = 2;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final StatusFeed feed;
  private final AskHandler asks;
  private final Server server;

  private QueryServer(LocalHost local, RuntimeSettings settings, Trust trust, String host) {
    Seal seal = new Seal(trust.secret(), InstantSource.system());
    feed = new StatusFeed(local, settings);
    asks = new AskHandler(local, seal, WAITING_AT_MOST);
    NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(host, settings.advertised().port()))
        .executor(threads)
        .intercept(new MetricCollectingServerInterceptor(Metrics.globalRegistry))
        .intercept(new LogTrail())
        .intercept(new SpanTrail())
        .maxInboundMessageSize(QueriesRpc.MAX_REQUEST_BYTES)
        .addService(ServerServiceDefinition.builder(QueriesRpc.SERVICE)
            .addMethod(QueriesRpc.ASK, ServerCalls.asyncUnaryCall(asks))
            .addMethod(QueriesRpc.WATCH, ServerCalls.asyncServerStreamingCall(new WatchHandler(feed, seal)))
            .build());
    trust.tls().ifPresent(tls -> builder.sslContext(tls.server()));
    server = builder.build();
  }

  /**
   * Listens at the port that the settings advertise.
   *
   * @param host address to listen on
   * @throws IOException when the port can't be had
   */
  public static QueryServer start(LocalHost local, RuntimeSettings settings, Trust trust, String host)
      throws IOException {
    QueryServer server = new QueryServer(local, settings, trust, host);
    server.server.start();
    return server;
  }

  /** Questions that are being answered, or wait for it. */
  public int inside() {
    return asks.inside();
  }

  /** Tells followers to look elsewhere, lets questions under way finish for two seconds, and ends. */
  @Override
  public void close() {
    feed.close();
    server.shutdown();
    try {
      if (!server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
