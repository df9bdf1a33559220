package io.tributary.topologies.kernel;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Context;
import io.tributary.schemas.Spans;
import io.tributary.schemas.TraceParent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The span of a record that is handled, by OpenTelemetry's conventions for messaging; it ends before the transaction's commit.
 *
 * @param headers the record's, with this span for what it causes
 */
record RecordSpan(Span span, Headers headers) implements AutoCloseable {
  /** Null, and nothing is made, for a record that nobody traces. */
  static @Nullable RecordSpan begin(Context context, RecordMetadata origin, Headers came) {
    Span span = span(came, origin);
    if (!span.isRecording()) {
      return null;
    }
    Spans.messaging(span, "process", origin.topic())
        .setAttribute("messaging.destination.partition.id", Integer.toString(origin.partition()))
        .setAttribute("messaging.consumer.group.name", context.applicationId())
        .setAttribute("messaging.kafka.offset", origin.offset());
    String told = String.valueOf(Spans.traceparent(span, null));
    Headers headers = new RecordHeaders(came.toArray()).remove(CloudEventHeaders.TRACEPARENT);
    return new RecordSpan(span, headers.add(CloudEventHeaders.TRACEPARENT, told.getBytes(StandardCharsets.UTF_8)));
  }

  private static Span span(Headers came, RecordMetadata origin) {
    if (!Spans.exported()) {
      return Span.getInvalid();
    }
    Header traceparent = came.lastHeader(CloudEventHeaders.TRACEPARENT);
    return traceparent != null && TraceParent.sampled(traceparent.value())
        ? Spans.child(
            "process " + origin.topic(), SpanKind.CONSUMER, new String(traceparent.value(), StandardCharsets.UTF_8))
        : Span.getInvalid();
  }

  void deadLetter() {
    span.setStatus(StatusCode.ERROR, "dead letter");
  }

  @Override
  public void close() {
    span.end();
  }
}
