package io.tributary.topologies.kernel;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids of events, derived from what caused them: a decision that is made again after an aborted transaction gives its
 * events the same ids. They are UUIDs of version 7 whose "random" bits are a hash of cause and index.
 */
public final class EventIds {
  /** Looked up once: the providers are asked anew by each lookup, which costs as much as the hash. */
  private static final MessageDigest SHA_256 = sha256();

  private EventIds() {}

  /**
   * @param cause id of the command or event
   * @param index of the event among those that the cause led to, from 0
   * @param time of the decision, in milliseconds
   */
  public static UUID derive(UUID cause, int index, Instant time) {
    ByteBuffer name = ByteBuffer.allocate(28);
    name.putLong(cause.getMostSignificantBits()).putLong(cause.getLeastSignificantBits()).putInt(index);
    name.putLong(time.toEpochMilli());
    ByteBuffer hash = ByteBuffer.wrap(digest().digest(name.array()));
    long high = time.toEpochMilli() << 16 | 0x7000L | hash.getLong() & 0x0FFFL;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest digest() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own digests can be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
