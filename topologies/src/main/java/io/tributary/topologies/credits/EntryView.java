package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One movement of a wallet. The sum of {@code amount} over a wallet's entries is its balance, the sum of {@code consumed}
 * what it consumed.
 *
 * @param version the wallet's version after it; entries are contiguous
 * @param type the public type of its event, such as {@code credit.consumed}
 * @param amount signed: positive adds to the balance
 * @param consumed credits that were spent by it, less than 0 where spending was reversed; a posted hold's left the balance when they
 *     were held
 * @param operationId of the operation that it is for, the hold's where a hold ends; else the grant's or hold's that it
 *     happened to; null where it is the wallet itself
 * @param subjectId the grant, hold or top-up request that was made, changed or ended, or the alert; null where there is none
 * @param burned which grants paid, in their order; of a new hold, which ones will
 * @param priceId the price that made the amount; null where the caller named it
 * @param occurredAt when late usage happened, as its sender says
 */
public record EntryView(
    long version,
    String eventId,
    String type,
    long amount,
    long balance,
    long consumed,
    @Nullable String operationId,
    @Nullable String operationCode,
    @Nullable String userId,
    @Nullable String subjectId,
    List<Burn> burned,
    Map<String, String> attributes,
    @Nullable String priceId,
    @Nullable Instant occurredAt,
    Instant at) {
  public EntryView {
    burned = List.copyOf(burned);
    attributes = Map.copyOf(attributes);
  }
}
