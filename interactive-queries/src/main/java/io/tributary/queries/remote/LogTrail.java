package io.tributary.queries.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Carries what a request's lines in the log are marked with to the process that is asked, so that one id finds them in both. It is
 * not sealed, so only what looks like an id is taken.
 */
final class LogTrail implements ClientInterceptor, ServerInterceptor {
  private static final Map<String, Metadata.Key<String>> CARRIED = Map.of(
      "traceId", Metadata.Key.of("tributary-trace-id", Metadata.ASCII_STRING_MARSHALLER),
      "correlationId", Metadata.Key.of("tributary-correlation-id", Metadata.ASCII_STRING_MARSHALLER));
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      /** On the asker's thread. */
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        CARRIED.forEach((name, key) -> {
          String id = MDC.get(name);
          if (id != null && ID.matcher(id).matches()) {
            headers.put(key, id);
          }
        });
        super.start(listener, headers);
      }
    };
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Map<String, String> trail = new HashMap<>();
    CARRIED.forEach((name, key) -> {
      String id = headers.get(key);
      if (id != null && ID.matcher(id).matches()) {
        trail.put(name, id);
      }
    });
    ServerCall.Listener<Q> listener = next.startCall(call, headers);
    return trail.isEmpty() ? listener : new SimpleForwardingServerCallListener<>(listener) {
      /** Here a question is answered. */
      @Override
      public void onHalfClose() {
        trail.forEach(MDC::put);
        try {
          super.onHalfClose();
        } finally {
          trail.keySet().forEach(MDC::remove);
        }
      }
    };
  }
}
