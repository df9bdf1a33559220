package io.tributary.queries.remote;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what processes of one platform say to each other, with HMAC-SHA-256. A request is good for half a minute; an answer is
 * bound to its request, so neither can be made up, changed, or given to somebody else's question. Nothing is hidden:
 * that is for {@link QueryTls} below. Thread-safe.
 */
final class Seal {
  /** How long a request is good, by the clock of who is asked: {@link NodeStatus} tells it to who asks. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  static final int TAG = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int NONCE = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final InstantSource clock;

  /** @param secret that the platform's processes share; the key is derived from it for this use alone */
  Seal(byte[] secret, InstantSource clock) {
    key = new SecretKeySpec(
        tag(new SecretKeySpec(secret, ALGORITHM), "tributary internal queries 1".getBytes(StandardCharsets.UTF_8)),
        ALGORITHM);
    this.clock = clock;
  }

  /** This machine's clock, in milliseconds. */
  long time() {
    return clock.millis();
  }

  /**
   * A request for a method; its first {@link #TAG} bytes name it to {@link #answer}.
   *
   * @param time what the clock of who is asked says now
   */
  byte[] request(String method, byte[] message, long time) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] content = ByteBuffer.allocate(Long.BYTES + NONCE + message.length)
        .putLong(time).put(nonce).put(message).array();
    return join(tag(key, name(method), content), content);
  }

  /** @throws WireException when it was not made with this secret, for this method, within {@link #LIFETIME} */
  byte[] openRequest(String method, byte[] sealed) {
    byte[] message = openWhenever(method, sealed);
    long age = clock.millis() - ByteBuffer.wrap(sealed).getLong(TAG);
    if (Math.abs(age) > LIFETIME.toMillis()) {
      throw new WireException("a request is %d ms old".formatted(age));
    }
    return message;
  }

  /**
   * As {@link #openRequest}, however old it is: for what tells a repeater nothing that it has not heard.
   *
   * @throws WireException when it was not made with this secret, for this method
   */
  byte[] openWhenever(String method, byte[] sealed) {
    byte[] content = open(sealed, Long.BYTES + NONCE, name(method));
    return Arrays.copyOfRange(content, Long.BYTES + NONCE, content.length);
  }

  /** The answer to a sealed request. */
  byte[] answer(byte[] request, byte[] message) {
    return join(tag(key, Arrays.copyOf(request, TAG), message), message);
  }

  /** @throws WireException when it does not answer this sealed request */
  byte[] openAnswer(byte[] request, byte[] sealed) {
    return open(sealed, 0, Arrays.copyOf(request, TAG));
  }

  private byte[] open(byte[] sealed, int least, byte[] purpose) {
    if (sealed.length < TAG + least) {
      throw new WireException("a message is cut short");
    }
    byte[] content = Arrays.copyOfRange(sealed, TAG, sealed.length);
    if (!MessageDigest.isEqual(Arrays.copyOf(sealed, TAG), tag(key, purpose, content))) {
      throw new WireException("a message was not signed with this platform's secret");
    }
    return content;
  }

  private static byte[] name(String method) {
    return Arrays.copyOf(method.getBytes(StandardCharsets.UTF_8), TAG);
  }

  private static byte[] join(byte[] tag, byte[] content) {
    return ByteBuffer.allocate(tag.length + content.length).put(tag).put(content).array();
  }

  private static byte[] tag(SecretKeySpec key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
