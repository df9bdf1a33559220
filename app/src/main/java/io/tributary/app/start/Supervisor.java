package io.tributary.app.start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits until somebody asks for the end or a watched part ends by itself. */
public final class Supervisor {
  /** Why the platform ends. */
  public sealed interface End {
    /** Somebody asked for it. */
    record Asked() implements End {}

    /** A part stopped by itself. */
    record PartFailed(String part, Throwable cause) implements End {}
  }

  private final CompletableFuture<End> end = new CompletableFuture<>();

  /** Takes the exceptional completion of {@code exited} as the failure of a part; the normal one is an orderly close. */
  public void watch(String part, CompletionStage<?> exited) {
    exited.whenComplete((ignored, cause) -> {
      if (cause != null) {
        end.complete(new End.PartFailed(part, cause));
      }
    });
  }

  public void failed(String part, Throwable cause) {
    end.complete(new End.PartFailed(part, cause));
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
