package io.tributary.api.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that comes from Postgres.
 *
 * @param next cursor to ask the next part with; null at the end
 */
public record Listing<T>(List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}
