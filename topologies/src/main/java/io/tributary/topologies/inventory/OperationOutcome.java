package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the operation log remembers: the content that a repetition is compared with, and the outcome.
 *
 * @param content the command's fields by their names, as text
 * @param refusal null when it took effect
 * @param subjectId what it is about; null for the tenant's policy
 * @param version of the subject after the decision
 * @param quantity what was moved or reserved
 * @param backordered what the reservation waits for
 * @param available of the product, after the decision
 * @param orderStatus of an order, after the decision
 * @param orderLineId of the line of an order at fault
 */
public record OperationOutcome(
    Map<String, String> content,
    @Nullable Refusal refusal,
    @Nullable String subjectId,
    long version,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal backordered,
    @Nullable BigDecimal available,
    @Nullable String eventId,
    @Nullable String orderStatus,
    @Nullable String orderLineId,
    Instant decidedAt) {
  public OperationOutcome {
    content = Map.copyOf(content);
  }

  /** The first field, in their order, in which a repetition differs; null when it is the same operation. */
  @Nullable String firstDifference(Map<String, String> other) {
    for (Map.Entry<String, String> field : other.entrySet()) {
      if (!Objects.equals(content.get(field.getKey()), field.getValue())) {
        return field.getKey();
      }
    }
    return content.keySet().stream().filter(field -> !other.containsKey(field)).sorted().findFirst().orElse(null);
  }
}
