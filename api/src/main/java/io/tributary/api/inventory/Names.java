package io.tributary.api.inventory;

import io.tributary.api.requests.Fields;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids that callers may choose. Their characters need no escaping in a path. */
final class Names {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");

  private Names() {}

  static String id(String field, @Nullable String value) {
    String id = Fields.required(field, value);
    if (!ID.matcher(id).matches()) {
      throw Fields.invalid(field, field + " must have 1 to 100 of the characters A-Z a-z 0-9 . _ : @ -");
    }
    return id;
  }

  static @Nullable String optionalId(String field, @Nullable String value) {
    return value == null ? null : id(field, value);
  }
}
