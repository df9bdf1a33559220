package io.tributary.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Who writes, and how the write is recognized when it is sent again.
 *
 * @param userId the caller, for the envelope; null for the platform
 * @param idempotencyKey the caller's {@code Idempotency-Key}; null when a repeat is a new write
 * @param traceparent W3C trace context for the outbox row
 */
public record WriteContext(
    @Nullable String userId,
    @Nullable String idempotencyKey,
    @Nullable String correlationId,
    @Nullable String traceparent) {
  /** The platform's own writes. */
  public static WriteContext platform() {
    return new WriteContext(null, null, null, null);
  }
}
