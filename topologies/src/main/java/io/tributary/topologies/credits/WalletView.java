package io.tributary.topologies.credits;

import java.time.Instant;

/**
 * A wallet as readers see it; amounts in whole credits.
 *
 * @param balance what can be spent now: {@code allocated - consumed}, less what expired, is not in effect yet or is held
 * @param figures what the balance is made of
 * @param version the aggregate's version: the number of events applied to it
 */
public record WalletView(
    String entityId,
    String application,
    long balance,
    long allocated,
    long consumed,
    long version,
    Instant createdAt,
    Instant updatedAt,
    WalletFigures figures) {}
