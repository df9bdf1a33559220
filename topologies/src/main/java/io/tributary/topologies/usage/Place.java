package io.tributary.topologies.usage;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends.
 *
 * @param window beginning of the window to go on in
 * @param group the last group that is done in it; null when none is
 */
record Place(Instant window, @Nullable Bytes group) {
  private static final char SEPARATOR = '.';

  String text() {
    String tail = group == null ? "" : Base64.getUrlEncoder().withoutPadding().encodeToString(group.get());
    return window.toEpochMilli() + String.valueOf(SEPARATOR) + tail;
  }

  /**
   * @throws ProblemException {@code INVALID_CURSOR}
   */
  static Place parse(String text) {
    int cut = text.indexOf(SEPARATOR);
    try {
      Instant window = Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(0, cut))));
      String tail = text.substring(cut + 1);
      return new Place(window, tail.isEmpty() ? null : Bytes.wrap(Base64.getUrlDecoder().decode(tail)));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ErrorCode.INVALID_CURSOR, "cursor", "cursor is not one of this list");
    }
  }
}
