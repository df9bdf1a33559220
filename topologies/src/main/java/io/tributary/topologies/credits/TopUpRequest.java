package io.tributary.topologies.credits;

import java.time.Instant;

/**
 * Credits that a wallet has asked for.
 *
 * @param id what an allocation names as its external key to fulfil it
 */
public record TopUpRequest(String id, long amount, Instant requestedAt, Instant expiresAt) {}
