package io.tributary.api.requests;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.schemas.Spans;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

/** The span of a request, by OpenTelemetry's conventions for HTTP servers. Those that only look after the process have none. */
record RequestSpan(Span span, HttpServletRequest request, HttpServletResponse response) implements AsyncListener {
  static RequestSpan begin(HttpServletRequest request, HttpServletResponse response) {
    String path = request.getRequestURI();
    if (!Spans.exported() || path.startsWith("/health") || path.equals("/metrics")) {
      return new RequestSpan(Span.getInvalid(), request, response);
    }
    Span span = Spans.entry(request.getMethod(), request.getHeader(Correlation.TRACEPARENT));
    if (span.isRecording()) {
      span.setAttribute("http.request.method", request.getMethod())
          .setAttribute("url.path", path)
          .setAttribute("url.scheme", request.getScheme())
          .setAttribute("server.address", request.getServerName())
          .setAttribute("server.port", request.getServerPort());
    }
    return new RequestSpan(span, request, response);
  }

  /**
   * The answer is on its way, or somebody else goes on with it.
   *
   * @param answered false where an error is all there is: its answer comes later
   */
  void leave(boolean answered) {
    if (!span.isRecording() || !goesOn()) {
      end(answered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  private boolean goesOn() {
    try {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(this);
        return true;
      }
    } catch (IllegalStateException e) {
      // It was completed between the two lines above.
    }
    return false;
  }

  private void end(int status) {
    if (!span.isRecording()) {
      return;
    }
    if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
      span.updateName(request.getMethod() + " " + route).setAttribute("http.route", route);
    }
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setAttribute("error.type", Integer.toString(status)).setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end(response.getStatus());
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // It is completed next.
  }

  @Override
  public void onError(AsyncEvent event) {
    // It is completed next.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
