package io.tributary.outbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is ordered by id.
 *
 * @param next id to continue after, or null at the end
 */
public record Slice<T>(List<T> items, @Nullable UUID next) {
  public Slice {
    items = List.copyOf(items);
  }
}
