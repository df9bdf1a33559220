package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tributary.schemas.Context;
import io.tributary.schemas.Spans;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordSpanTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final RecordMetadata ORIGIN = new RecordMetadata() {
    @Override
    public String topic() {
      return "credits.commands";
    }

    @Override
    public int partition() {
      return 3;
    }

    @Override
    public long offset() {
      return 42;
    }
  };

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exported)).build();

  @BeforeEach
  void record() {
    Spans.record(provider.get("test"));
  }

  @AfterEach
  void stop() {
    Spans.record(null);
    provider.close();
  }

  @Test
  void whatTheRecordCausesIsPartOfItsSpanAndThatOfTheSenders() {
    Headers came = headers("01").add("id", new byte[] {1});
    RecordSpan span = Objects.requireNonNull(RecordSpan.begin(Context.CREDITS, ORIGIN, came));
    span.deadLetter();
    span.close();
    SpanData data = exported.getFinishedSpanItems().getFirst();
    assertThat(data.getName()).isEqualTo("process credits.commands");
    assertThat(data.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(data.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(data.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset"))).isEqualTo(42);
    assertThat(data.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "dead letter"));
    assertThat(text(span.headers())).isEqualTo("00-" + TRACE + "-" + data.getSpanId() + "-01");
    assertThat(span.headers().lastHeader("id").value()).containsExactly(1);
    assertThat(text(came)).as("the record itself stays").isEqualTo(text(headers("01")));
  }

  /** The ledger handles tens of thousands a second. */
  @Test
  void aRecordThatNobodyRecordsCostsNothing() {
    assertThat(bytesFor(headers("00"))).isLessThan(100_000);
    assertThat(bytesFor(new RecordHeaders())).isLessThan(100_000);
    Spans.record(null);
    assertThat(bytesFor(headers("01"))).isLessThan(100_000);
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }

  /** For 100,000 records. */
  private static long bytesFor(Headers headers) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RecordSpan.begin(Context.CREDITS, ORIGIN, headers);
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      assertNull(RecordSpan.begin(Context.CREDITS, ORIGIN, headers));
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void assertNull(@Nullable Object none) {
    if (none != null) {
      throw new AssertionError("a span of what nobody records");
    }
  }

  private static Headers headers(String flags) {
    return new RecordHeaders().add(
        "traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-" + flags).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers) {
    return new String(headers.lastHeader("traceparent").value(), StandardCharsets.UTF_8);
  }
}
