package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.RevaluationKey;
import io.tributary.topologies.inventory.StockBook.Effect;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Movements that become known after they happened. They are booked as though they had happened now, then the product is
 * valued anew from their date on, a bounded number of movements at a time; what happens meanwhile is booked on what was
 * booked, and valued anew when its turn comes.
 */
final class RevaluationRules {
  /** Later movements that are looked at before goods may have left: more are not read in one decision. */
  static final int LOOKED_AT = 10_000;

  private static final Duration AHEAD = Duration.ofMinutes(5);

  private RevaluationRules() {}

  /** When a movement happened, to the millisecond: not later than now, though its sender's clock may be a little ahead. */
  static Instant date(@Nullable Instant occurredAt, Policy policy, Instant time) {
    Instant date = occurredAt == null ? time : Instant.ofEpochMilli(occurredAt.toEpochMilli());
    Instant horizon = policy.horizon(time);
    if (horizon != null && date.isBefore(horizon)) {
      throw new RefusedException(Refusal.BACKDATED_TOO_FAR);
    }
    if (date.isAfter(time.plus(AHEAD))) {
      throw new RefusedException(Refusal.OCCURRED_IN_FUTURE);
    }
    return date.isAfter(time) ? time : date;
  }

  /** Goods that left earlier must have been there then, and since: over all places, unless the tenant's policy lets go of it. */
  static void left(StockBook book, BigDecimal quantity) {
    if (book.mayOverdraw() || !book.occurredAt().isBefore(book.time())) {
      return;
    }
    // Whatever is known by then has a lower version.
    EntryKey date = new EntryKey(book.product().productId(), book.occurredAt(), Long.MAX_VALUE);
    List<CostEntry> later = book.state().entries(book.product().productId()).from(date, LOOKED_AT + 1);
    if (later.size() > LOOKED_AT) {
      throw new RefusedException(Refusal.BACKDATED_TOO_FAR);
    }
    BigDecimal then = book.totals().quantity();
    for (CostEntry entry : later.reversed()) {
      then = then.subtract(entry.quantity());
      if (then.compareTo(quantity) < 0) {
        throw new RefusedException(Refusal.NOT_IN_STOCK_THEN);
      }
    }
  }

  /** Values anew what follows the movement that was booked just now, if there was one. */
  static void follow(StockBook book, int atOnce) {
    CostEntry entry = book.lastBooked();
    if (entry == null) {
      return;
    }
    EntryKey booked = entry.key();
    Revaluation running = book.state().find(new RevaluationKey(booked.productId()));
    Timeline.Entries entries = book.state().entries(booked.productId());
    boolean latest = running == null && entries.from(booked.next(), 1).isEmpty();
    if (latest || (running != null && booked.compareTo(running.next()) >= 0)) {
      return;
    }
    boolean earlier = running == null || booked.occurredAt().isBefore(running.from());
    goOn(
        book,
        new Revaluation(
            booked.productId(), running == null ? booked.version() : running.id(),
            earlier ? booked.occurredAt() : running.from(), booked, Timeline.before(entries, book.product(), booked)),
        atOnce);
  }

  /** Values the next movements anew. */
  static void goOn(StockBook book, Revaluation running, int atOnce) {
    List<CostEntry> entries = book.state().entries(running.productId()).from(running.next(), atOnce);
    List<CostEntry> valued = new ArrayList<>();
    List<Revalued.Change> changes = new ArrayList<>();
    Valuation last = running.before();
    for (CostEntry entry : entries) {
      Worth worth = Timeline.apply(book.product(), last, entry.quantity(), entry.unitCost());
      CostEntry now = entry.valued(worth);
      valued.add(now);
      if (now.value().compareTo(entry.value()) != 0 || now.correction().compareTo(entry.correction()) != 0) {
        changes.add(new Revalued.Change(
            entry.key(), entry.value(), entry.correction(), now.value(), now.correction()));
      }
      last = worth.after();
    }
    Valuation reached = last;
    boolean complete = entries.size() < atOnce;
    Revaluation rest = complete
        ? null
        : new Revaluation(
            running.productId(), running.id(), running.from(), entries.getLast().key().next(), reached);
    BigDecimal booked = book.state().valuation(running.productId()).value();
    book.close(
        Effect.NONE, (none, totals) -> new Revalued(running, rest, valued, changes, booked, reached, totals));
  }
}
