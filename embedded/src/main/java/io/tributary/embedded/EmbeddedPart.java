package io.tributary.embedded;

import java.util.concurrent.CompletableFuture;

/** A running part: it can be watched and closed. */
public sealed interface EmbeddedPart extends AutoCloseable permits EmbeddedPostgres, EmbeddedBroker, EmbeddedRegistry {

  /**
   * Completes normally after {@link #close()}, and exceptionally with a {@link PartFailedException} when the part stops by
   * itself. Dependent stages run on the part's watcher thread: let them be short.
   */
  CompletableFuture<Void> exited();

  /** Stops the part in an orderly way, by force if it lingers; idempotent, takes less than 8 s. */
  @Override
  void close();
}
