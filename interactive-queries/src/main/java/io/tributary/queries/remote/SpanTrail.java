package io.tributary.queries.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.tributary.schemas.Spans;
import org.jspecify.annotations.Nullable;

/**
 * The spans of questions between processes, by OpenTelemetry's conventions for gRPC; the asked one's is a part of the asker's. Calls that
 * nobody traces go by as they are.
 */
final class SpanTrail implements ClientInterceptor, ServerInterceptor {
  private static final Metadata.Key<String> TRACEPARENT = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    Span span = Spans.current(method.getFullMethodName(), SpanKind.CLIENT);
    if (!span.isRecording()) {
      return next.newCall(method, options);
    }
    describe(span, method).setAttribute("server.address", next.authority());
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        headers.put(TRACEPARENT, String.valueOf(Spans.traceparent(span, null)));
        super.start(new SimpleForwardingClientCallListener<>(listener) {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end(span, status);
            super.onClose(status, trailers);
          }
        }, headers);
      }
    };
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String name = call.getMethodDescriptor().getFullMethodName();
    Span span = Spans.child(name, SpanKind.SERVER, headers.get(TRACEPARENT));
    if (!span.isRecording()) {
      return next.startCall(call, headers);
    }
    describe(span, call.getMethodDescriptor());
    ServerCall<Q, A> ended = new SimpleForwardingServerCall<>(call) {
      @Override
      public void close(Status status, Metadata trailers) {
        end(span, status);
        super.close(status, trailers);
      }
    };
    return new SimpleForwardingServerCallListener<>(next.startCall(ended, headers)) {
      /** Here a question is answered. */
      @Override
      public void onHalfClose() {
        try (Scope scope = span.makeCurrent()) {
          super.onHalfClose();
        }
      }

      @Override
      public void onCancel() {
        end(span, Status.CANCELLED);
        super.onCancel();
      }
    };
  }

  private static Span describe(Span span, MethodDescriptor<?, ?> method) {
    return span.setAttribute("rpc.system", "grpc")
        .setAttribute("rpc.service", service(method.getServiceName()))
        .setAttribute("rpc.method", service(method.getBareMethodName()));
  }

  private static String service(@Nullable String name) {
    return name == null ? "" : name;
  }

  /** Once; what ended stays so. */
  private static void end(Span span, Status status) {
    if (span.isRecording()) {
      span.setAttribute("rpc.grpc.status_code", status.getCode().value());
      if (!status.isOk()) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
