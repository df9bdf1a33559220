package io.tributary.topologies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.inventory.FactKey.RevaluationKey;
import io.tributary.topologies.inventory.InventoryCommand.Issue;
import io.tributary.topologies.inventory.InventoryCommand.Receive;
import io.tributary.topologies.inventory.InventoryEvent.Moved;
import io.tributary.topologies.kernel.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One product at one place, decided in memory; what was booked is summed up as any consumer could. */
final class LoneProduct {
  static final StockKey PLACE = new StockKey("p", "w", "l", "");

  /** A movement: in when {@code quantity} is above 0. */
  record Move(Instant occurredAt, BigDecimal quantity, @Nullable BigDecimal unitCost) {}

  final Product product;
  final List<Revalued> revalued = new ArrayList<>();
  private final InventoryDecider decider;
  private InventoryState state;
  private Instant time;
  private BigDecimal booked = BigDecimal.ZERO;
  private int operations;

  LoneProduct(ValuationMethod method, @Nullable BigDecimal standardCost, boolean negative, int revaluedAtOnce, Instant start) {
    decider = new InventoryDecider(revaluedAtOnce);
    time = start;
    product = new Product(
        "p", "P", "Product", null, "each", Map.of(), 6, Tracking.NONE, method, standardCost, null, null, true, Map.of(), 1,
        start);
    state = new InventoryState(new NothingKnown()).with(List.of(
        FactChange.of(product),
        FactChange.of(new Warehouse("w", "W", true, Map.of(), 1, start)),
        FactChange.of(new Location("w", "l", "l", true, null, 1, start)),
        FactChange.of(new Policy(negative, null, 1, start))));
  }

  /** Null when it took effect. */
  @Nullable Refusal book(Move move) {
    time = time.plusSeconds(1);
    InventoryCommand command = move.quantity().signum() > 0
        ? new Receive(PLACE, move.quantity(), move.unitCost(), null, null)
        : new Issue(PLACE, move.quantity().negate(), null);
    Operation operation =
        new Operation("move", "o" + operations++, null, "id", command, null, move.occurredAt());
    Outcome<InventoryEvent, Refusal> outcome = decider.decide(state, operation, time);
    if (outcome instanceof Outcome.Refused<InventoryEvent, Refusal> refused) {
      return refused.reason();
    }
    fold(outcome.events());
    return null;
  }

  /** Values some more anew; false when there was nothing to do. */
  boolean revalue() {
    List<InventoryEvent> events = decider.revalue(state, "p", time);
    fold(events);
    return !events.isEmpty();
  }

  Valuation valuation() {
    return state.valuation("p");
  }

  Valuation before(EntryKey key) {
    return Timeline.before(state.entries("p"), product, key);
  }

  List<CostEntry> entries() {
    return state.entries("p").from(new EntryKey("p", Instant.EPOCH, 0), Integer.MAX_VALUE);
  }

  boolean busy() {
    return state.find(new RevaluationKey("p")) != null;
  }

  private void fold(List<InventoryEvent> events) {
    for (InventoryEvent event : events) {
      state = decider.evolve(state, event);
      if (event instanceof Moved moved && moved.worth() != null) {
        booked = booked.add(moved.worth().value()).add(moved.worth().correction());
        assertThat(moved.worth().after().value()).isEqualByComparingTo(booked);
      } else if (event instanceof Revalued again) {
        revalued.add(again);
        booked = booked.add(again.correction());
        assertThat(again.stockValue()).as("value is conserved").isEqualByComparingTo(booked);
      }
      assertThat(valuation().value()).isEqualByComparingTo(booked);
      assertThat(valuation().quantity()).isEqualByComparingTo(state.totals("p").quantity());
    }
  }
}
