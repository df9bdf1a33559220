package io.tributary.api.problems;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.tributary.api.requests.Correlation;
import io.tributary.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problem documents straight to the response: whatever the caller accepts, a failure is {@code
 * application/problem+json}.
 */
@Component
public class ProblemWriter {
  /** Where a problem's {@code type} leads: a description of its code. */
  static final String TYPES = "/problems/";

  static final String MEDIA_TYPE = "application/problem+json";

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Answers with the problem, unless a part of another answer has already left. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    Counter.builder("tributary.problems")
        .description("Requests answered with a problem, by its code of the catalogue")
        .tags("code", problem.code().code(), "status", Integer.toString(problem.code().status()))
        .register(Metrics.globalRegistry)
        .increment();
    response.resetBuffer();
    problem.headers().forEach(response::setHeader);
    response.setStatus(problem.code().status());
    response.setContentType(MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    byte[] body = json.writeValueAsBytes(document(request, problem));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static Map<String, Object> document(HttpServletRequest request, Problem problem) {
    ErrorCode code = problem.code();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", TYPES + code.code());
    document.put("title", code.title());
    document.put("status", code.status());
    document.put("detail", problem.detail());
    document.put("code", code.code());
    if (problem.field() != null) {
      document.put("field", problem.field());
    }
    document.put("correlationId", Correlation.of(request).id());
    problem.extensions().forEach(document::putIfAbsent);
    return document;
  }
}
