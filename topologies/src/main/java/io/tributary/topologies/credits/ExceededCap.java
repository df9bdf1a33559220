package io.tributary.topologies.credits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cap that an operation was refused by.
 *
 * @param left what may still be spent in the window
 * @param windowEndsAt null: never
 */
public record ExceededCap(String capId, long limit, long left, @Nullable Instant windowEndsAt) {}
