package io.tributary.outbox;

import io.tributary.schemas.Amounts;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that fields must meet; a refusal names the field as JSON has it. */
final class Checks {
  private static final Pattern HOST_NAME =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LOCAL_PART =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern ENTITY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final int MAX_PAGE = 1_000;

  private Checks() {}

  static ProblemException invalid(String field, String rule) {
    return new ProblemException(ErrorCode.INVALID_FIELD, field, field + " " + rule);
  }

  /** Text of 1 to {@code max} characters once trimmed, without control characters. */
  static String text(String field, @Nullable String value, int max) {
    String text = value == null ? "" : value.strip();
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > max) {
      throw invalid(field, "must have 1 to " + max + " characters");
    }
    if (CONTROL.matcher(text).find()) {
      throw invalid(field, "must not contain control characters");
    }
    return text;
  }

  /** As {@link #text}; absent or blank text is null. */
  static @Nullable String optionalText(String field, @Nullable String value, int max) {
    return value == null || value.isBlank() ? null : text(field, value, max);
  }

  /** A fully qualified host name (RFC 1123), in lower case. An address is not a name. */
  static String hostName(String field, @Nullable String value) {
    String host = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    if (!isHostName(host)) {
      throw invalid(field, "must be a host name such as acme.example.com, at most 253 characters");
    }
    return host;
  }

  /** An ASCII mailbox (RFC 5321 dot-string at a host name), at most 254 characters, its domain in lower case. */
  static String email(String field, @Nullable String value) {
    String email = value == null ? "" : value.strip();
    int at = email.lastIndexOf('@');
    String local = at < 0 ? "" : email.substring(0, at);
    String host = email.substring(at + 1).toLowerCase(Locale.ROOT);
    if (email.length() > 254 || local.length() > 64 || !LOCAL_PART.matcher(local).matches() || !isHostName(host)) {
      throw invalid(field, "must be an e-mail address such as jane@example.com, at most 254 characters");
    }
    return local + "@" + host;
  }

  static String plan(String field, @Nullable String value) {
    return Plan.of(value == null ? "" : value).orElseThrow(() -> invalid(field, "must be one of " + Plan.all())).id();
  }

  static String entityId(String field, @Nullable String value) {
    if (value == null || !ENTITY_ID.matcher(value).matches()) {
      throw invalid(field, "must have 1 to 128 of the characters A-Z a-z 0-9 . _ : @ - and begin with a letter or digit");
    }
    return value;
  }

  /** 1 to {@link Amounts#MAX} whole credits. */
  static long amount(String field, long amount) {
    if (amount < 1) {
      throw new ProblemException(ErrorCode.AMOUNT_NEGATIVE, field, field + " must be at least 1");
    }
    if (amount > Amounts.MAX) {
      throw new ProblemException(ErrorCode.AMOUNT_TOO_LARGE, field, field + " may be at most " + Amounts.MAX);
    }
    return amount;
  }

  static int limit(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw invalid("limit", "must be from 1 to " + MAX_PAGE);
    }
    return limit;
  }

  private static boolean isHostName(String host) {
    return host.length() <= 253 && HOST_NAME.matcher(host).matches();
  }
}
