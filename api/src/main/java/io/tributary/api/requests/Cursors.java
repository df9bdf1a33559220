package io.tributary.api.requests;

import io.tributary.api.auth.Tokens;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signed places in a list. A cursor holds only for the list and the tenant that it was issued for, which are part of
 * what is signed but not of the cursor.
 */
@Component
public class Cursors {
  private static final int MAC_BYTES = 16;
  private static final int MAX_LENGTH = 2048;

  private final Tokens tokens;

  Cursors(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The cursor for a place in a list.
   *
   * @param list names the list with everything that selects its items, such as tenant and filter
   * @param after where to go on; null at the end of the list
   */
  public @Nullable String sign(String list, @Nullable String after) {
    if (after == null) {
      return null;
    }
    byte[] place = after.getBytes(StandardCharsets.UTF_8);
    byte[] mac = mac(list, place);
    byte[] cursor = Arrays.copyOf(mac, MAC_BYTES + place.length);
    System.arraycopy(place, 0, cursor, MAC_BYTES, place.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /** The place that a cursor marks; null when there is no cursor. */
  public @Nullable String open(String list, @Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    byte[] bytes = decode(cursor);
    byte[] place = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
    if (!MessageDigest.isEqual(mac(list, place), Arrays.copyOf(bytes, MAC_BYTES))) {
      throw invalid();
    }
    return new String(place, StandardCharsets.UTF_8);
  }

  private static byte[] decode(String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      throw invalid();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length <= MAC_BYTES) {
        throw invalid();
      }
      return bytes;
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  private byte[] mac(String list, byte[] place) {
    return Arrays.copyOf(tokens.mac("cursor", list.getBytes(StandardCharsets.UTF_8), place), MAC_BYTES);
  }

  private static ProblemException invalid() {
    return new ProblemException(ErrorCode.INVALID_CURSOR, "cursor", "the cursor was not issued here for this list");
  }
}
