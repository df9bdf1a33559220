package io.tributary.api.requests;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets connections take turns. Tomcat goes on with one whose next request is there already, and a virtual thread isn't preempted: who
 * asks again fast enough would be answered before all who wait. So a thread that begins a second request goes to the end of the queue.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TurnsFilter extends OncePerRequestFilter {
  private static final ThreadLocal<Boolean> SERVED = new ThreadLocal<>();

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SERVED.get() == null) {
      SERVED.set(true);
    } else {
      Thread.yield();
    }
    chain.doFilter(request, response);
  }
}
