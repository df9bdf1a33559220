package io.tributary.topologies.credits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a cap has counted in its present window.
 *
 * @param used credits; null where each user has a counter of his own and no user was named
 * @param windowEndsAt when its counter begins anew; null: never
 */
public record CapUse(SpendCap cap, @Nullable Long used, @Nullable Instant windowEndsAt) {}
