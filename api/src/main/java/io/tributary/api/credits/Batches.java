package io.tributary.api.credits;

import io.tributary.api.commands.Command;
import io.tributary.api.requests.Correlation;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.ConsumeBatch;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands of many operations. */
final class Batches {
  /** Operations of one command. */
  static final int MAX_OPERATIONS = 1_000;

  private Batches() {}

  static Command command(
      UUID tenant, @Nullable String userId, Correlation correlation, boolean linked, List<BatchOperation> operations) {
    return new Command(
        tenant, "credits.consume_batch", userId, correlation.id(), correlation.traceparent(),
        meta -> new ConsumeBatch(meta, linked, operations));
  }
}
