package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open hold as readers see it.
 *
 * @param uncovered what it reserves of the overdraft
 * @param reserved which grants it will burn, in their order
 * @param expiresAt null: never
 */
public record HoldView(
    String holdId,
    String operationCode,
    String operationId,
    @Nullable String userId,
    long amount,
    long uncovered,
    List<Burn> reserved,
    Map<String, String> attributes,
    Instant heldAt,
    @Nullable Instant expiresAt) {
  public HoldView {
    reserved = List.copyOf(reserved);
    attributes = Map.copyOf(attributes);
  }
}
