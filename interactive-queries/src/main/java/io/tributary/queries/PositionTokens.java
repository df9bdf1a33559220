package io.tributary.queries;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code Tributary-Position} header: a {@link Position} in compact binary, signed with HMAC-SHA-256 (cut to 128 bits,
 * RFC 2104), as base64url without padding. Opaque to clients; all instances share the key. Thread-safe.
 */
public final class PositionTokens {
  /** The longest token accepted or made, in characters. */
  public static final int MAX_LENGTH = 4096;

  /** The shortest key accepted, in bytes. */
  public static final int MIN_KEY_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int TAG_LENGTH = 16;
  // Binds the signature to this use, should the key ever sign something else too.
  private static final byte[] PURPOSE = {'p', 'o', 's', 1};

  private final SecretKeySpec key;

  /**
   * @param key secret, at least {@link #MIN_KEY_LENGTH} bytes
   * @throws IllegalArgumentException when the key is too short
   */
  public PositionTokens(byte[] key) {
    if (key.length < MIN_KEY_LENGTH) {
      throw new IllegalArgumentException("position key must have at least " + MIN_KEY_LENGTH + " bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * @throws IllegalArgumentException when the position has so many entries that its token would exceed {@link #MAX_LENGTH}
   */
  public String sign(Position position) {
    byte[] body = PositionCodec.encode(position);
    byte[] signed = Arrays.copyOf(body, body.length + TAG_LENGTH);
    System.arraycopy(tag(body), 0, signed, body.length, TAG_LENGTH);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    if (token.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("position of " + body.length + " bytes is too large for a token");
    }
    return token;
  }

  /**
   * @throws ProblemException {@code INVALID_POSITION} for anything that {@link #sign} did not make with this key
   */
  public Position verify(String token) {
    if (token.length() > MAX_LENGTH) {
      throw invalid();
    }
    byte[] signed = decode(token);
    if (signed.length <= TAG_LENGTH) {
      throw invalid();
    }
    byte[] body = Arrays.copyOf(signed, signed.length - TAG_LENGTH);
    byte[] tag = Arrays.copyOfRange(signed, body.length, signed.length);
    if (!MessageDigest.isEqual(tag, tag(body))) {
      throw invalid();
    }
    try {
      return PositionCodec.decode(body);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static byte[] decode(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      // The decoder overlooks padding and spare bits; one position has exactly one token.
      if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)) {
        throw invalid();
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private byte[] tag(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      return Arrays.copyOf(mac.doFinal(body), TAG_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static ProblemException invalid() {
    return new ProblemException(
        ErrorCode.INVALID_POSITION, "Tributary-Position", "The position was not issued by this platform.");
  }
}
