package io.tributary.app.start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits until somebody asks for the end or a watched part ends by itself. */
public final class Supervisor {
  /** Why the platform ends. */
  public sealed interface End {
    /** Somebody asked for it. */
    record Asked() implements End {}

    /** A part stopped by itself; the sentence says which and why. */
    record PartFailed(String sentence) implements End {}
  }

  private final CompletableFuture<End> end = new CompletableFuture<>();

  /**
   * Takes the exceptional completion as the failure of a part, which its message tells; the normal one is an
   * orderly close.
   */
  public void watch(CompletionStage<?> exited) {
    exited.whenComplete((ignored, thrown) -> {
      if (thrown != null) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        failed(String.valueOf(cause.getMessage()));
      }
    });
  }

  /** Takes the normal completion as the failure of a part. */
  public void watchFailure(CompletionStage<String> sentence) {
    sentence.thenAccept(this::failed);
  }

  /** The first failure counts; those that follow from it don't. */
  public void failed(String sentence) {
    end.complete(new End.PartFailed(sentence));
  }

  public void stop() {
    end.complete(new End.Asked());
  }

  public End await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
