package io.tributary.api.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One tenant on the board, summed over its wallets; credits are whole.
 *
 * @param operations consumptions approved since the board came up
 * @param refused consumptions refused since the board came up
 * @param lastAt when its last event was decided; null when none was seen yet
 */
public record TenantLine(
    UUID tenantId,
    String name,
    long balance,
    long allocated,
    long consumed,
    long operations,
    long refused,
    @Nullable Instant lastAt) {}
