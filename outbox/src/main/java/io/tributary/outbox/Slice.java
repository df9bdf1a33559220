package io.tributary.outbox;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

  /** Of one item more than asked for, if there was one: the asked ones and where they go on. */
  static <T> Slice<T> of(List<T> items, int limit, Function<T, UUID> id) {
    if (items.size() <= limit) {
      return new Slice<>(items, null);
    }
    List<T> part = items.subList(0, limit);
    return new Slice<>(part, id.apply(part.getLast()));
  }
}
