package io.tributary.schemas;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Where all parts of a process begin their spans (OpenTelemetry). Nothing is made unless the process exports spans and what is to be
 * traced is sampled: then all get the one span that records nothing, for which {@link Span#isRecording()} is false. No attribute names a
 * tenant.
 */
public final class Spans {
  private static volatile @Nullable Tracer tracer;

  private Spans() {}

  /** From now on spans are made by this tracer; by none when it is null. */
  public static void record(@Nullable Tracer exporting) {
    tracer = exporting;
  }

  /** Whether this process exports spans. */
  public static boolean exported() {
    return tracer != null;
  }

  /**
   * Begins what somebody outside asked for: a part of the caller's trace, else the first span of a new one, which the sampler decides on.
   *
   * @param traceparent the caller's, if it sent one
   */
  public static Span entry(String name, @Nullable String traceparent) {
    Tracer exporting = tracer;
    if (exporting == null) {
      return Span.getInvalid();
    }
    SpanBuilder builder = exporting.spanBuilder(name).setSpanKind(SpanKind.SERVER);
    return traceparent != null && TraceParent.valid(traceparent)
        ? builder.setParent(parent(traceparent)).startSpan()
        : builder.setNoParent().startSpan();
  }

  /** Begins a part of a sampled trace; of any other it is the span that records nothing. */
  public static Span child(String name, SpanKind kind, @Nullable String traceparent) {
    Tracer exporting = tracer;
    return exporting != null && traceparent != null && TraceParent.sampled(traceparent)
        ? exporting.spanBuilder(name).setSpanKind(kind).setParent(parent(traceparent)).startSpan()
        : Span.getInvalid();
  }

  /** Begins a part of what this thread is doing; the span that records nothing where that is not recorded. */
  public static Span current(String name, SpanKind kind) {
    Tracer exporting = tracer;
    return exporting != null && Span.current().isRecording()
        ? exporting.spanBuilder(name).setSpanKind(kind).startSpan()
        : Span.getInvalid();
  }

  /**
   * Says what is done with a record of Kafka, by the conventions for messaging.
   *
   * @param operation such as {@code send}
   */
  public static Span messaging(Span span, String operation, String topic) {
    return span.setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", operation)
        .setAttribute("messaging.operation.name", operation)
        .setAttribute("messaging.destination.name", topic);
  }

  /** What the next process is told: this span, else what was told here. */
  public static @Nullable String traceparent(Span span, @Nullable String otherwise) {
    SpanContext context = span.getSpanContext();
    return context.isValid()
        ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + context.getTraceFlags().asHex()
        : otherwise;
  }

  private static Context parent(String traceparent) {
    return Context.root().with(Span.wrap(SpanContext.createFromRemoteParent(
        TraceParent.trace(traceparent), TraceParent.parent(traceparent), TraceFlags.fromHex(traceparent, TraceParent.FLAGS),
        TraceState.getDefault())));
  }
}
