package io.tributary.api.requests;

import io.opentelemetry.api.trace.Span;
import io.tributary.schemas.Ids;
import io.tributary.schemas.Spans;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ties a request to everything it causes: an id for people and logs, and the W3C trace context for machines.
 *
 * @param id the caller's {@code X-Correlation-Id}, else the trace id it sent, else a new UUID
 * @param traceparent the request's span where spans are exported, else the caller's trace context, or that of a new trace
 */
public record Correlation(String id, String traceparent) {
  public static final String HEADER = "X-Correlation-Id";
  static final String TRACEPARENT = "traceparent";

  private static final String ATTRIBUTE = Correlation.class.getName();
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
  private static final Pattern TRACE =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The request's correlation; made and kept when the request has none yet. */
  public static Correlation of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Correlation known) {
      return known;
    }
    return begin(request, Span.getInvalid());
  }

  /** As {@link #of}; what the request causes is part of its span, where it has one. */
  static Correlation begin(HttpServletRequest request, Span span) {
    Correlation came = from(request.getHeader(HEADER), request.getHeader(TRACEPARENT));
    Correlation made = new Correlation(came.id(), Objects.requireNonNull(Spans.traceparent(span, came.traceparent())));
    request.setAttribute(ATTRIBUTE, made);
    return made;
  }

  /** What can't be a correlation id or a trace context is replaced, not refused: it is about logs, not about the request. */
  static Correlation from(@Nullable String id, @Nullable String traceparent) {
    boolean traced = traceparent != null && TRACE.matcher(traceparent).matches();
    String trace = traced ? traceparent : newTrace();
    if (id != null && ID.matcher(id).matches()) {
      return new Correlation(id, trace);
    }
    return new Correlation(traced ? trace.substring(3, 35) : Ids.next().toString(), trace);
  }

  /** Not sampled: nobody records its first span. */
  private static String newTrace() {
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    String hex = HexFormat.of().formatHex(random);
    return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-00";
  }
}
