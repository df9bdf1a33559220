package io.tributary.queries.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tributary.schemas.Spans;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpanTrailTest {
  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exported)).build();
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    Spans.record(provider.get("test"));
    server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
        .intercept(new SpanTrail())
        .addService(ServerServiceDefinition.builder(QueriesRpc.SERVICE)
            .addMethod(QueriesRpc.ASK, ServerCalls.asyncUnaryCall((request, answer) -> {
              answer.onNext(Span.current().getSpanContext().getTraceId().getBytes(StandardCharsets.UTF_8));
              answer.onCompleted();
            }))
            .addMethod(QueriesRpc.WATCH, ServerCalls.asyncServerStreamingCall((request, answer) -> answer.onCompleted()))
            .build())
        .build()
        .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().intercept(new SpanTrail()).build();
  }

  @AfterEach
  void stop() {
    Spans.record(null);
    channel.shutdownNow();
    server.shutdownNow();
    provider.close();
  }

  @Test
  void theAnswerIsPartOfTheQuestionAndThatOfTheRequest() {
    Span request = Spans.entry("GET", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    try (Scope scope = request.makeCurrent()) {
      assertThat(asked()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> exported.getFinishedSpanItems().size() == 2);
    SpanData question = exported(SpanKind.CLIENT);
    SpanData answer = exported(SpanKind.SERVER);
    assertThat(question.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
    assertThat(answer.getParentSpanId()).isEqualTo(question.getSpanId());
    assertThat(List.of(question, answer)).allSatisfy(span -> {
      assertThat(span.getName()).isEqualTo("io.tributary.queries.Queries/ask");
      assertThat(span.getAttributes().get(AttributeKey.stringKey("rpc.service"))).isEqualTo(QueriesRpc.SERVICE);
      assertThat(span.getAttributes().get(AttributeKey.longKey("rpc.grpc.status_code"))).isZero();
    });
  }

  @Test
  void whatNobodyTracesHasNoSpans() {
    assertThat(asked()).isEqualTo("0".repeat(32));
    Span request = Spans.child("GET", SpanKind.SERVER, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
    try (Scope scope = request.makeCurrent()) {
      assertThat(asked()).as("its caller does not record it").isEqualTo("0".repeat(32));
    }
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }

  private SpanData exported(SpanKind kind) {
    return exported.getFinishedSpanItems().stream().filter(span -> span.getKind() == kind).findFirst().orElseThrow();
  }

  private String asked() {
    return new String(
        ClientCalls.blockingUnaryCall(channel, QueriesRpc.ASK, CallOptions.DEFAULT, new byte[0]), StandardCharsets.UTF_8);
  }
}
