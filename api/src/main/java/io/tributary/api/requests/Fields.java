package io.tributary.api.requests;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules for single fields of a request. A breach is {@code INVALID_FIELD} and names the field. */
public final class Fields {
  private static final Pattern ENTITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final char DELETE = 0x7F;

  private Fields() {}

  /** Present, not blank, at most {@code max} characters, none of them a control character. */
  public static String text(String field, @Nullable String value, int max) {
    if (value == null) {
      throw invalid(field, field + " is missing");
    }
    if (value.isBlank() || value.length() > max || hasControl(value)) {
      throw invalid(field, field + " must have 1 to " + max + " characters, not all blank, no control characters");
    }
    return value;
  }

  /** Of ASCII. Not by a pattern: it is asked of each text of each operation. */
  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == DELETE) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #text}, but may be absent. */
  public static @Nullable String optionalText(String field, @Nullable String value, int max) {
    return value == null ? null : text(field, value, max);
  }

  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw invalid(field, field + " is missing");
    }
    return value;
  }

  /** An entity's id; the tenant's root organization when absent. Its characters need no escaping in a path. */
  public static String entity(String field, @Nullable String value, UUID tenantId) {
    if (value == null) {
      return tenantId.toString();
    }
    if (!ENTITY.matcher(value).matches()) {
      throw invalid(field, field + " must have 1 to 128 of the characters A-Z a-z 0-9 . _ : @ -");
    }
    return value;
  }

  /** A point in time, ISO-8601 with {@code Z} or an offset. */
  public static @Nullable Instant optionalInstant(String field, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw invalid(field, field + " must be a point in time such as 2026-01-31T00:00:00Z");
    }
  }

  /** An operation's code; {@code operationType} is another name of it (SPEC "disagree", 3). */
  public static String operation(@Nullable String operationCode, @Nullable String operationType) {
    if (operationCode != null && operationType != null && !operationCode.equals(operationType)) {
      throw invalid("operationType", "operationType is another name of operationCode, but they differ");
    }
    return text("operationCode", operationCode == null ? operationType : operationCode, 100);
  }

  /** One of an enum's names, in lower case. */
  public static <E extends Enum<E>> E choice(String field, String value, Class<E> type) {
    List<E> choices = List.of(type.getEnumConstants());
    return choices.stream()
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    field,
                    choices.stream()
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", field + " must be one of ", ""))));
  }

  public static @Nullable UUID optionalUuid(String field, @Nullable String value) {
    if (value == null) {
      return null;
    }
    return uuid(value).orElseThrow(() -> invalid(field, field + " must be a UUID"));
  }

  /** A UUID in its full text form, in either case; {@link UUID#fromString} alone accepts shorter ones. */
  public static Optional<UUID> uuid(String value) {
    return UUID_TEXT.matcher(value).matches() ? Optional.of(UUID.fromString(value)) : Optional.empty();
  }

  /** How many items of a list are wanted: 1 to 200, 50 when absent. */
  public static int limit(@Nullable String value) {
    return limit(value, 50, 200);
  }

  /** How many items of a list are wanted: 1 to {@code max}, which is below 10,000. */
  public static int limit(@Nullable String value, int absent, int max) {
    if (value == null) {
      return absent;
    }
    if (!value.matches("[1-9][0-9]{0,3}") || Integer.parseInt(value) > max) {
      throw invalid("limit", "limit must be a number from 1 to " + max);
    }
    return Integer.parseInt(value);
  }

  public static ProblemException invalid(String field, String detail) {
    return new ProblemException(ErrorCode.INVALID_FIELD, field, detail);
  }
}
