package io.tributary.schemas;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller can act on. It becomes a problem document at the edge; nothing has been changed when it is
 * thrown.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String field;
  private final transient Map<String, Object> extensions;

  public ProblemException(ErrorCode code, @Nullable String field, String detail, Map<String, Object> extensions) {
    super(detail);
    this.code = code;
    this.field = field;
    this.extensions = Map.copyOf(extensions);
  }

  public ProblemException(ErrorCode code, @Nullable String field, String detail) {
    this(code, field, detail, Map.of());
  }

  public ProblemException(ErrorCode code, String detail) {
    this(code, null, detail, Map.of());
  }

  public ErrorCode code() {
    return code;
  }

  /** The request's field at fault, in its JSON name. */
  public @Nullable String field() {
    return field;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Further members of the problem document, such as {@code balance}. */
  public Map<String, Object> extensions() {
    return extensions;
  }
}
