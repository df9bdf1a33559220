package io.tributary.api.credits;

import io.tributary.topologies.credits.Burn;
import io.tributary.topologies.credits.Grant;
import io.tributary.topologies.credits.GrantView;
import io.tributary.topologies.credits.HoldView;
import io.tributary.topologies.credits.Recurrence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Grants and holds of a wallet as they are shown. */
final class PartViews {
  private PartViews() {}

  /**
   * A grant.
   *
   * @param status {@code scheduled}, {@code active}, or for what holds still reserve, {@code expired} or {@code voided}
   * @param creditAmount as it was promised; with a recurrence, of each period
   * @param available what can be spent now
   * @param held what open holds reserve
   * @param recurs {@code day}, {@code week}, {@code month} or {@code year}
   */
  record GrantItem(
      String grantId,
      String kind,
      String status,
      long creditAmount,
      long available,
      long held,
      int priority,
      Instant createdAt,
      Instant effectiveAt,
      @Nullable Instant expiresAt,
      @Nullable String recurs,
      @Nullable Instant recurrenceAnchor,
      long rolloverMin,
      long rolloverMax,
      @Nullable BigDecimal costBasis,
      @Nullable String externalKey) {
    static GrantItem of(GrantView view) {
      Grant grant = view.grant();
      Recurrence recurrence = grant.recurrence();
      return new GrantItem(
          grant.id(),
          lower(grant.kind()),
          lower(view.state()),
          grant.amount(),
          view.free(),
          view.held(),
          grant.priority(),
          grant.createdAt(),
          grant.effectiveAt(),
          grant.expiresAt(),
          recurrence == null ? null : lower(recurrence.interval()),
          recurrence == null ? null : recurrence.anchor(),
          grant.rollover().min(),
          grant.rollover().max(),
          grant.costBasis(),
          grant.externalKey());
    }
  }

  /**
   * An open hold.
   *
   * @param uncovered what it reserves of the overdraft
   * @param reserved which grants it will burn, in their order
   */
  record HoldItem(
      String holdId,
      String operationCode,
      String operationId,
      @Nullable String userId,
      long creditAmount,
      long uncovered,
      List<Burn> reserved,
      Map<String, String> metadata,
      Instant heldAt,
      @Nullable Instant expiresAt) {
    static HoldItem of(HoldView hold) {
      return new HoldItem(
          hold.holdId(),
          hold.operationCode(),
          hold.operationId(),
          hold.userId(),
          hold.amount(),
          hold.uncovered(),
          hold.reserved(),
          hold.attributes(),
          hold.heldAt(),
          hold.expiresAt());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
