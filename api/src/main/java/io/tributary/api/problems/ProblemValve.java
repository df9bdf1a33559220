package io.tributary.api.problems;

import io.tributary.api.requests.Correlation;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before any filter sees it, such as a request line that breaks the syntax. Tomcat makes it
 * by its class name.
 */
public final class ProblemValve extends ErrorReportValve {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Problem problem = ProblemMapper.ofStatus(response.getStatus());
    try {
      response.setStatus(problem.code().status());
      response.setContentType(ProblemWriter.MEDIA_TYPE);
      response.setHeader(Correlation.HEADER, Correlation.of(request).id());
      response.getOutputStream().write(JSON.writeValueAsBytes(ProblemWriter.document(request, problem)));
      response.finishResponse();
    } catch (IOException gone) {
      container.getLogger().debug("the caller has gone", gone);
    }
  }
}
