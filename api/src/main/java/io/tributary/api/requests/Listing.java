package io.tributary.api.requests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that comes from Postgres.
 *
 * @param next cursor to ask the next part with; absent at the end
 */
public record Listing<T>(List<T> items, @Nullable String next) {}
