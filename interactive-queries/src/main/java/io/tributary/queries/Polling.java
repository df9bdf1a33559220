package io.tributary.queries;

import io.tributary.schemas.Context;
import java.time.Duration;

/**
 * How long a context's stream threads stay in their polls.
 *
 * @param idle where nothing came with the last poll, and nothing waits for a commit; zero: as long as Streams asks for
 * @param gathering for what belongs into the same transaction as that which has come; zero: not at all
 */
record Polling(Duration idle, Duration gathering) {
  private static final Polling ANSWERING = new Polling(Duration.ofMillis(200), Duration.ofMillis(3));
  private static final Polling FOLLOWING = new Polling(Duration.ZERO, Duration.ZERO);

  /** Who asks a context that follows whether it has read on waits for a poll's end, and nobody for its decisions. */
  static Polling of(Context context) {
    return context.follows() ? FOLLOWING : ANSWERING;
  }
}
