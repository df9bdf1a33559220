package io.tributary.api.live;

import org.jspecify.annotations.Nullable;

/**
 * How far one stage of an event's way is behind the one before it.
 *
 * @param id {@code captured}, {@code decided} or {@code shown}
 * @param behind what waits before the stage, in {@code unit}; -1 when it can't be told now
 * @param unit {@code records} or {@code bytes}
 * @param latencyMillis how long the last one took through the stage; null when none passed yet
 */
public record Stage(String id, long behind, String unit, @Nullable Long latencyMillis) {}
