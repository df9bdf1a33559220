package io.tributary.queries.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogTrailTest {
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
        .intercept(new LogTrail())
        .addService(ServerServiceDefinition.builder(QueriesRpc.SERVICE)
            .addMethod(QueriesRpc.ASK, ServerCalls.asyncUnaryCall((request, answer) -> {
              answer.onNext((MDC.get("traceId") + " " + MDC.get("correlationId")).getBytes(StandardCharsets.UTF_8));
              answer.onCompleted();
            }))
            .addMethod(QueriesRpc.WATCH, ServerCalls.asyncServerStreamingCall((request, answer) -> answer.onCompleted()))
            .build())
        .build()
        .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().intercept(new LogTrail()).build();
  }

  @AfterEach
  void stop() {
    MDC.clear();
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void theAskedProcessMarksItsLinesAsTheAskerDoes() {
    MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    MDC.put("correlationId", "order-1");
    assertThat(asked()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736 order-1");
    MDC.clear();
    assertThat(asked()).as("whose thread is used again").isEqualTo("null null");
  }

  @Test
  void whatIsNoIdIsLeftBehind() {
    MDC.put("traceId", "one two\nthree");
    assertThat(asked()).isEqualTo("null null");
  }

  private String asked() {
    return new String(
        ClientCalls.blockingUnaryCall(channel, QueriesRpc.ASK, CallOptions.DEFAULT, new byte[0]), StandardCharsets.UTF_8);
  }
}
