package io.tributary.topologies.kernel;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A serialized record on its way out.
 *
 * @param type of an event, one of the catalogue's; empty elsewhere
 * @param commandId of a reply: the command that it answers
 * @param partition of {@link Outlet#REPLIES} and {@link Outlet#COMMANDS}; {@link #BY_KEY} elsewhere
 */
public record Emission(
    Outlet outlet,
    String type,
    @Nullable String commandId,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Instant time,
    Headers headers,
    int partition) {
  private static final int BY_KEY = -1;
  private static final String UNTYPED = "";

  public static Emission event(String type, byte[] key, byte[] value, Instant time, Headers headers) {
    return new Emission(Outlet.EVENTS, type, null, key, value, time, headers, BY_KEY);
  }

  static Emission deadLetter(byte @Nullable [] key, byte @Nullable [] value, Instant time, Headers headers) {
    return new Emission(Outlet.DEAD_LETTERS, UNTYPED, null, key, value, time, headers, BY_KEY);
  }

  /** @param partition that the waiting instance leases, from 0; a partition that does not exist gets nothing */
  public static Emission reply(String commandId, byte[] key, byte[] value, Instant time, int partition) {
    return new Emission(Outlet.REPLIES, UNTYPED, commandId, key, value, time, new RecordHeaders(), partition);
  }

  /**
   * A record without content. What counts is the time that the broker stamps it with.
   *
   * @param partition whose time is asked for
   */
  static Emission wakeUp(Instant time, int partition) {
    return new Emission(Outlet.COMMANDS, UNTYPED, null, null, null, time, new RecordHeaders(), partition);
  }

  /** Bytes that it takes in a batch, roughly. */
  int size() {
    int size = (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    for (var header : headers) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }
}
