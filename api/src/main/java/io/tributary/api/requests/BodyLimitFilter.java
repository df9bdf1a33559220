package io.tributary.api.requests;

import io.tributary.api.problems.Problem;
import io.tributary.api.problems.ProblemWriter;
import io.tributary.schemas.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads at most {@link #MAX_BYTES} of a body (more of a batch), whether its length was announced or it comes in chunks. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {
  static final int MAX_BYTES = 64 * 1024;

  /** A batch becomes one command, which must stay below what a topic takes. */
  static final int MAX_BATCH_BYTES = 768 * 1024;

  private static final String BATCH = "/api/credits/consume/batch";
  private static final String STREAM = "/api/credits/consume/stream";

  private final ProblemWriter problems;

  BodyLimitFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long limit = limit(request.getRequestURI());
    if (request.getContentLengthLong() > limit) {
      problems.write(request, response, Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, detail(limit)));
      return;
    }
    chain.doFilter(new Limited(request, limit), response);
  }

  /** A stream has no end of its own; its lines are limited where they are read. */
  private static long limit(String path) {
    return switch (path) {
      case BATCH -> MAX_BATCH_BYTES;
      case STREAM -> Long.MAX_VALUE;
      default -> MAX_BYTES;
    };
  }

  private static String detail(long limit) {
    return "a body may have at most " + limit + " bytes";
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long limit;

    Limited(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedInputStream(super.getInputStream(), limit, detail(limit));
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
