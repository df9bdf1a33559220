package io.tributary.api.problems;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a problem document (RFC 9457) will say.
 *
 * @param field the request's field at fault, in its JSON name, nested ones as {@code a.b}
 * @param extensions further members of the document
 * @param headers response headers that belong to the refusal, such as {@code Allow}
 */
public record Problem(
    ErrorCode code,
    @Nullable String field,
    String detail,
    Map<String, Object> extensions,
    Map<String, String> headers) {
  private static final Map<String, String> RETRY = Map.of("Retry-After", "1");

  public Problem {
    extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    headers = Map.copyOf(headers);
  }

  public static Problem of(ErrorCode code, String detail) {
    return new Problem(code, null, detail, Map.of(), retry(code));
  }

  public static Problem of(ErrorCode code, String detail, Map<String, Object> extensions) {
    return new Problem(code, null, detail, extensions, retry(code));
  }

  public static Problem of(ProblemException refusal) {
    ErrorCode code = refusal.code();
    // Whoever refuses for now may know better than a second how long that lasts.
    Map<String, String> headers =
        refusal.extensions().get("retryAfter") instanceof Long seconds
            ? Map.of("Retry-After", seconds.toString())
            : retry(code);
    return new Problem(code, refusal.field(), refusal.detail(), refusal.extensions(), headers);
  }

  Problem withField(String name) {
    return new Problem(code, name, detail, extensions, headers);
  }

  Problem withHeaders(Map<String, String> more) {
    return new Problem(code, field, detail, extensions, more);
  }

  /** What passes by itself says when to come back. */
  private static Map<String, String> retry(ErrorCode code) {
    return code.status() == 429 || code.status() == 503 ? RETRY : Map.of();
  }
}
