package io.tributary.connectors;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.schemas.OutboxHeaders;
import io.tributary.schemas.Spans;
import io.tributary.schemas.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The spans of a batch's rows on their way to Kafka, by OpenTelemetry's conventions for messaging; empty when nobody traces them. */
final class CaptureSpans {
  private final List<Span> sent = new ArrayList<>(0);

  /** Begins the row's span, which what follows is a part of. */
  ProducerRecord<byte[], byte[]> sending(ProducerRecord<byte[], byte[]> row) {
    Header traceparent = Spans.exported() ? row.headers().lastHeader(OutboxHeaders.TRACEPARENT) : null;
    if (traceparent != null && TraceParent.sampled(traceparent.value())) {
      Span span = Spans.child(
          "send " + row.topic(), SpanKind.PRODUCER, new String(traceparent.value(), StandardCharsets.UTF_8));
      if (span.isRecording()) {
        begin(span, row);
      }
    }
    return row;
  }

  private void begin(Span span, ProducerRecord<byte[], byte[]> row) {
    Spans.messaging(span, "send", row.topic());
    String told = String.valueOf(Spans.traceparent(span, null));
    row.headers().remove(OutboxHeaders.TRACEPARENT).add(OutboxHeaders.TRACEPARENT, told.getBytes(StandardCharsets.UTF_8));
    sent.add(span);
  }

  /** @param acknowledged Kafka has all of the batch; else its rows come again, with spans of their own */
  void end(boolean acknowledged) {
    for (Span span : sent) {
      if (!acknowledged) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
