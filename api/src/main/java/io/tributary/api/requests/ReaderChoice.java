package io.tributary.api.requests;

import io.tributary.queries.Answer;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Duration;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Lets a caller choose, by the header {@code Tributary-Consistency}, between two classes of reads. {@code fresh}, the usual one,
 * answers with what is committed now, or 503. {@code available} also takes a standby's answer, whose lag is stated, and waits
 * longer for one; a position that is sent along counts in either case.
 */
public final class ReaderChoice implements QueryService {
  public static final String HEADER = "Tributary-Consistency";

  private static final Duration AVAILABLE_PATIENCE = Duration.ofSeconds(5);

  private final QueryService queries;

  public ReaderChoice(QueryService queries) {
    this.queries = queries;
  }

  @Override
  public <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options) {
    return queries.ask(query, availableWanted() ? available(options) : options);
  }

  private static ReadOptions available(ReadOptions options) {
    Duration timeout = options.timeout().compareTo(AVAILABLE_PATIENCE) > 0 ? options.timeout() : AVAILABLE_PATIENCE;
    return new ReadOptions(options.atLeast(), timeout, true);
  }

  private static boolean availableWanted() {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
      return false;
    }
    String wanted = attributes.getRequest().getHeader(HEADER);
    return switch (wanted) {
      case null -> false;
      case "fresh" -> false;
      case "available" -> true;
      default -> throw new ProblemException(
          ErrorCode.INVALID_FIELD, HEADER, "The header " + HEADER + " is fresh or available.");
    };
  }
}
