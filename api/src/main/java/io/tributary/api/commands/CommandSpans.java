package io.tributary.api.commands;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.api.commands.CommandMeters.End;
import io.tributary.schemas.Context;
import io.tributary.schemas.Spans;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a command on this side, by OpenTelemetry's conventions for messaging: its sending, which the decision is a part of, and
 * the wait for the reply.
 */
record CommandSpans(Span send, Span receive, String traceparent) {
  static CommandSpans begin(Context context, Command command) {
    Span send = Spans.child("send " + context.commands(), SpanKind.PRODUCER, command.traceparent());
    if (!send.isRecording()) {
      return new CommandSpans(send, send, command.traceparent());
    }
    Span receive = Spans.child("receive " + context.replies(), SpanKind.CLIENT, command.traceparent());
    String traceparent = String.valueOf(Spans.traceparent(send, null));
    return new CommandSpans(
        Spans.messaging(send, "send", context.commands()), Spans.messaging(receive, "receive", context.replies()), traceparent);
  }

  /** Kafka has it, or does not take it. */
  void stored(@Nullable Exception failure) {
    if (send.isRecording()) {
      if (failure != null) {
        send.setStatus(StatusCode.ERROR).setAttribute("error.type", failure.getClass().getName());
      }
      send.end();
    }
  }

  void ended(End end) {
    if (receive.isRecording()) {
      receive.setAttribute("tributary.outcome", end.name().toLowerCase(Locale.ROOT));
      if (end == End.FAILED) {
        receive.setStatus(StatusCode.ERROR);
      }
      receive.end();
    }
  }
}
