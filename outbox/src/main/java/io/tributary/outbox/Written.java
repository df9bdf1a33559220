package io.tributary.outbox;

import io.tributary.schemas.Context;
import java.util.UUID;

/**
 * A committed write and where its last outbox row stands.
 *
 * @param tenantSeq the last {@code tenant_seq} that the write took in {@code context}, or the tenant's present one when it changed nothing
 * @param replayed true when the idempotency key answered and nothing was written
 */
public record Written<T>(T value, Context context, UUID tenantId, long tenantSeq, boolean replayed) {}
