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

    /** A part stopped by itself; the reason is one sentence. */
    record PartFailed(String part, String reason) implements End {}
  }

  private final CompletableFuture<End> end = new CompletableFuture<>();

  /** Takes the exceptional completion of {@code exited} as the failure of a part; the normal one is an orderly close. */
  public void watch(String part, CompletionStage<?> exited) {
    exited.whenComplete((ignored, thrown) -> {
      if (thrown != null) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        failed(part, String.valueOf(cause.getMessage()));
      }
    });
  }

  /** Takes the completion of {@code reason} as the failure of a part. */
  public void watchFailure(String part, CompletionStage<String> reason) {
    reason.thenAccept(sentence -> failed(part, sentence));
  }

  /** The first failure counts; those that follow from it don't. */
  public void failed(String part, String reason) {
    end.complete(new End.PartFailed(part, reason));
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
