package io.tributary.api.requests;

import io.opentelemetry.context.Scope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names every request before anything else sees it: in the answer and in each log line. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CorrelationFilter extends OncePerRequestFilter {
  private static final ThreadLocal<Boolean> SERVED = new ThreadLocal<>();

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      handle(Correlation.of(request), request, response, chain);
      return;
    }
    letOthersGo();
    RequestSpan span = RequestSpan.begin(request, response);
    boolean answered = false;
    try (Scope scope = span.span().makeCurrent()) {
      handle(Correlation.begin(request, span.span()), request, response, chain);
      answered = true;
    } finally {
      span.leave(answered);
    }
  }

  /**
   * Tomcat goes on with a connection whose next request is there already, and a virtual thread isn't preempted: who asks again
   * fast enough would be answered before all who wait.
   */
  private static void letOthersGo() {
    if (SERVED.get() == null) {
      SERVED.set(true);
    } else {
      Thread.yield();
    }
  }

  private static void handle(
      Correlation correlation, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(Correlation.HEADER, correlation.id());
    try (MDC.MDCCloseable id = MDC.putCloseable("correlationId", correlation.id());
        MDC.MDCCloseable trace = MDC.putCloseable("traceId", correlation.traceparent().substring(3, 35))) {
      chain.doFilter(request, response);
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
