package io.tributary.outbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The platform's 32-byte secret. It is never used itself: keys for each purpose are derived from it (HMAC-SHA256 over
 * the purpose's name). Losing it makes every sealed field unreadable.
 */
public final class MasterKey {
  /** Bytes of a master key. */
  public static final int LENGTH = 32;

  private final byte[] secret;

  private MasterKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * A copy of the secret.
   *
   * @throws IllegalArgumentException unless there are {@value #LENGTH} bytes
   */
  public static MasterKey of(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("a master key has " + LENGTH + " bytes, not " + secret.length);
    }
    return new MasterKey(Arrays.copyOf(secret, LENGTH));
  }

  /** Wraps subjects' data keys. */
  SecretKey wrappingKey() {
    return new SecretKeySpec(digest("subject-keys", new byte[0]), "AES");
  }

  /** Tells this key from another without telling anything about it. */
  String fingerprint() {
    return HexFormat.of().formatHex(digest("fingerprint", new byte[0]), 0, 16);
  }

  /** A digest that nobody without this key can compare guesses with. */
  byte[] digest(String purpose, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "MasterKey[…]";
  }
}
