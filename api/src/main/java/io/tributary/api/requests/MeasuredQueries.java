package io.tributary.api.requests;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.tributary.queries.Answer;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.Spans;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures how long questions wait for an answer that is fresh enough, and what comes of them: who answered ({@code active},
 * {@code standby}), or the code of the problem.
 */
public record MeasuredQueries(QueryService queries) implements QueryService {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100),
    Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5)
  };

  @Override
  public <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options) {
    long begin = System.nanoTime();
    String outcome = "internal";
    Span span = Spans.current(query.getClass().getSimpleName(), SpanKind.INTERNAL);
    try (Scope scope = span.makeCurrent()) {
      Answer<R> answer = queries.ask(query, options);
      outcome = answer.role().name().toLowerCase(Locale.ROOT);
      return answer;
    } catch (ProblemException e) {
      outcome = e.code().code();
      throw e;
    } finally {
      if (span.isRecording()) {
        span.setAttribute("tributary.context", query.context().id()).setAttribute("tributary.outcome", outcome).end();
      }
      Timer.builder("tributary.queries")
          .description("From a question to its committed answer, the wait for the asked position included")
          .tags("context", query.context().id(), "outcome", outcome)
          .serviceLevelObjectives(BOUNDS)
          .register(Metrics.globalRegistry)
          .record(Duration.ofNanos(System.nanoTime() - begin));
    }
  }
}
