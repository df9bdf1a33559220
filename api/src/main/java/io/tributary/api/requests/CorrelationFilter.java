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

/** Names every request, once it has its turn, before anything else sees it: in the answer and in each log line. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CorrelationFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      handle(Correlation.of(request), request, response, chain);
      return;
    }
    RequestSpan span = RequestSpan.begin(request, response);
    boolean answered = false;
    try (Scope scope = span.span().makeCurrent()) {
      handle(Correlation.begin(request, span.span()), request, response, chain);
      answered = true;
    } finally {
      span.leave(answered);
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
