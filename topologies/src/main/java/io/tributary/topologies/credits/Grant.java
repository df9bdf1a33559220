package io.tributary.topologies.credits;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.tributary.schemas.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Credits as they were promised to a wallet; what is left of them is a {@link GrantState}. A grant is active on
 * [{@code effectiveAt}, {@code expiresAt}).
 *
 * @param id unique within the wallet
 * @param amount credits, 1 to {@link Amounts#MAX}; with a recurrence, of each period
 * @param priority 0 to 255; the smaller burns first
 * @param expiresAt null: never
 * @param recurrence null: filled once. What is left of a period is forfeited at the next
 * @param costBasis what one credit cost, in the tenant's currency; null where it is not known
 * @param externalKey the grant's name in the system that asked for it
 */
public record Grant(
    String id,
    GrantKind kind,
    long amount,
    int priority,
    Instant createdAt,
    Instant effectiveAt,
    @Nullable Instant expiresAt,
    @Nullable Recurrence recurrence,
    Rollover rollover,
    @Nullable BigDecimal costBasis,
    @Nullable String externalKey) {
  public static final int DEFAULT_PRIORITY = 50;

  /**
   * The order in which grants burn: priority; then the earlier expiry, none last; then the older; then the id. Expiries
   * within the same second are equal, as in OpenMeter, so that grants made together burn in the order of their making.
   */
  public static final Comparator<Grant> BURN_ORDER =
      comparingInt(Grant::priority)
          .thenComparing(Grant::expirySecond, nullsLast(naturalOrder()))
          .thenComparing(Grant::createdAt)
          .thenComparing(Grant::id);

  public Grant {
    if (!Amounts.movable(amount)) {
      throw new IllegalArgumentException("grant of " + amount + " credits");
    } else if (priority < 0 || priority > 255) {
      throw new IllegalArgumentException("grant of priority " + priority);
    } else if (expiresAt != null && expiresAt.isBefore(effectiveAt)) {
      throw new IllegalArgumentException("grant expires at " + expiresAt + ", before it takes effect");
    }
  }

  /** Credits that were bought: from now on and for ever, untouched by resets. */
  public static Grant purchased(String id, long amount, Instant at) {
    return new Grant(
        id, GrantKind.PURCHASED, amount, DEFAULT_PRIORITY, at, at, null, null, Rollover.ALL, null, null);
  }

  /** True when nothing tells credits of the one from credits of the other but their age. */
  boolean alike(Grant other) {
    return plain() && other.plain() && kind == other.kind && priority == other.priority;
  }

  Grant topUp(long more) {
    return new Grant(
        id, kind, amount + more, priority, createdAt, effectiveAt, expiresAt, recurrence, rollover, costBasis,
        externalKey);
  }

  private boolean plain() {
    return expiresAt == null
        && recurrence == null
        && rollover.equals(Rollover.ALL)
        && costBasis == null
        && externalKey == null;
  }

  private @Nullable Instant expirySecond() {
    return expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.SECONDS);
  }
}
