package io.tributary.api.problems;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** One place where any failure, ours, Spring's or Jackson's, gets its code of the catalogue. */
final class ProblemMapper {
  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  private ProblemMapper() {}

  static Problem of(Throwable failure) {
    return refusal(failure).orElseGet(() -> other(failure));
  }

  /** A refusal of ours, also where Jackson met it on its way through a body. */
  static Optional<Problem> refusal(Throwable failure) {
    return cause(failure, ProblemException.class).map(Problem::of).map(problem ->
        // A reader of one value does not know where in the body it stands; Jackson does.
        cause(failure, JacksonException.class)
            .map(found -> JsonProblems.path(found.getPath()))
            .filter(path -> !path.isEmpty() && problem.field() == null)
            .map(problem::withField)
            .orElse(problem));
  }

  private static Problem other(Throwable failure) {
    return switch (failure) {
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case HttpRequestMethodNotSupportedException method -> methodNotAllowed(method);
      case MissingServletRequestParameterException missing -> parameter(missing.getParameterName(), "is missing");
      case MethodArgumentTypeMismatchException wrong -> parameter(wrong.getName(), "can't be read");
      case ErrorResponse response -> ofStatus(response.getStatusCode().value());
      default -> unavailable(failure) ? databaseAway(failure) : internal(failure);
    };
  }

  /** For refusals that never reached a handler, known by their status only. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> Problem.of(ErrorCode.UNAUTHENTICATED, "a valid bearer token is needed");
      case 403 -> Problem.of(ErrorCode.FORBIDDEN, "this is not allowed");
      case 404 -> Problem.of(ErrorCode.NOT_FOUND, "there is nothing under this path");
      case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "this path does not answer this method");
      case 406 -> Problem.of(ErrorCode.NOT_ACCEPTABLE, "this is served as application/json");
      case 413, 431 -> Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "the request is larger than what is read here");
      case 415 ->
          Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json")
              .withHeaders(Map.of("Accept", MediaType.APPLICATION_JSON_VALUE));
      case 503 -> Problem.of(ErrorCode.NOT_READY, "the platform is starting or stopping");
      default ->
          status < 500
              ? Problem.of(ErrorCode.INVALID_FIELD, "the request line or a header can't be read").withField("request")
              : Problem.of(ErrorCode.INTERNAL, "the platform failed; its log has the details");
    };
  }

  private static Problem unreadable(HttpMessageNotReadableException failure) {
    return cause(failure, JacksonException.class)
        .map(JsonProblems::of)
        .orElseGet(() -> Problem.of(ErrorCode.MALFORMED_JSON, "a body in JSON is needed"));
  }

  private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException failure) {
    String allowed = String.join(", ", Objects.requireNonNullElse(failure.getSupportedMethods(), new String[0]));
    return Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "this path answers " + allowed)
        .withHeaders(Map.of("Allow", allowed));
  }

  private static Problem parameter(String name, String detail) {
    return Problem.of(ErrorCode.INVALID_FIELD, name + " " + detail).withField(name);
  }

  /** Only what another try may find repaired: a wrong statement stays an internal error. */
  private static boolean unavailable(Throwable failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException
        || failure instanceof CannotCreateTransactionException
        || cause(failure, SQLException.class)
            .map(SQLException::getSQLState)
            .filter(state -> state.startsWith("08") || state.startsWith("57P"))
            .isPresent();
  }

  private static Problem databaseAway(Throwable failure) {
    log.warn("the database does not answer: {}", failure.toString());
    return Problem.of(ErrorCode.NOT_READY, "the database does not answer now");
  }

  private static Problem internal(Throwable failure) {
    log.error("request failed", failure);
    return Problem.of(ErrorCode.INTERNAL, "the platform failed; its log has the details");
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < 20; depth++) {
      if (type.isInstance(current)) {
        return Optional.of(type.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }
}
