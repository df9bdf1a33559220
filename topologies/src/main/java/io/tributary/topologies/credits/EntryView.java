package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One movement of a wallet. The sum of {@code amount} over a wallet's entries is its balance.
 *
 * @param version the wallet's version after it; entries are contiguous
 * @param type {@code credit.allocated}, {@code credit.consumed}, {@code credit.grant_activated}, {@code credit.grant_recurred} or
 *     {@code credit.grant_expired}
 * @param amount signed: positive adds to the balance
 * @param operationId the operation's id, or the allocation's, which is the grant's
 */
public record EntryView(
    long version,
    String eventId,
    String type,
    long amount,
    long balance,
    String operationId,
    @Nullable String operationCode,
    @Nullable String userId,
    Map<String, String> attributes,
    Instant at) {
  public EntryView {
    attributes = Map.copyOf(attributes);
  }
}
