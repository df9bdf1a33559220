package io.tributary.api.problems;

import io.tributary.schemas.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells a caller what is wrong with a body: where it stops being JSON, or which field breaks which rule. */
final class JsonProblems {
  private JsonProblems() {}

  static Problem of(JacksonException failure) {
    String path = path(failure.getPath());
    if (failure instanceof UnrecognizedPropertyException) {
      return field(ErrorCode.UNKNOWN_FIELD, path, "the field " + path + " is not known here");
    }
    if (failure instanceof MismatchedInputException mismatch && !path.isEmpty()) {
      return field(ErrorCode.INVALID_FIELD, path, path + " must be " + expected(mismatch.getTargetType()));
    }
    if (failure instanceof MismatchedInputException) {
      return malformed(failure, "the body must be one JSON object");
    }
    return malformed(failure, "the body is not valid JSON: " + firstLine(failure.getOriginalMessage()));
  }

  /** Dotted names, with array positions as they are written in JSON path: {@code roles[0]}. */
  static String path(List<JacksonException.Reference> references) {
    return references.stream()
        .map(step -> step.getPropertyName() != null ? "." + step.getPropertyName() : "[" + step.getIndex() + "]")
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static Problem field(ErrorCode code, String path, String detail) {
    return Problem.of(code, detail).withField(path);
  }

  private static Problem malformed(JacksonException failure, String detail) {
    TokenStreamLocation at = failure.getLocation();
    Map<String, Object> where = new LinkedHashMap<>();
    if (at != null && at.getLineNr() > 0) {
      where.put("line", at.getLineNr());
      where.put("column", at.getColumnNr());
    }
    return Problem.of(ErrorCode.MALFORMED_JSON, detail, where);
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a number";
    }
    return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
  }

  /** Jackson's first line says what it met; what it adds in brackets is about its own source. */
  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable").replaceFirst(" \\(start marker at .*| \\[Source.*", "");
  }
}
