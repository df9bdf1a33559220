package io.tributary.outbox;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a random 12-byte nonce and a 16-byte tag (NIST SP 800-38D). */
final class AesGcm {
  static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  static byte[] seal(SecretKey key, byte[] nonce, byte[] additional, byte[] clear) {
    return run(Cipher.ENCRYPT_MODE, key, nonce, additional, clear);
  }

  /** @throws IllegalArgumentException when key, nonce, additional data or ciphertext don't belong together */
  static byte[] open(SecretKey key, byte[] nonce, byte[] additional, byte[] sealed) {
    return run(Cipher.DECRYPT_MODE, key, nonce, additional, sealed);
  }

  private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] additional, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(additional);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("sealed under another key or for another place, or altered", e);
    }
  }
}
