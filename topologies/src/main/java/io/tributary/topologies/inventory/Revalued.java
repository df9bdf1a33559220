package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryEvent.StockEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What movements are worth became something else, since one before them became known.
 *
 * @param of where it stood before
 * @param rest where it goes on; null when it is done
 * @param entries as they are since, by date
 * @param movements those that are worth something else
 * @param booked what the stock was worth before
 * @param reached the valuation after the last entry
 */
public record Revalued(
    Revaluation of,
    @Nullable Revaluation rest,
    List<CostEntry> entries,
    List<Change> movements,
    BigDecimal booked,
    Valuation reached,
    Totals totals)
    implements StockEvent {
  public Revalued {
    entries = List.copyOf(entries);
    movements = List.copyOf(movements);
  }

  /** One movement, before and after. */
  public record Change(
      EntryKey movement,
      BigDecimal valueBefore,
      BigDecimal correctionBefore,
      BigDecimal valueAfter,
      BigDecimal correctionAfter) {}

  public boolean complete() {
    return rest == null;
  }

  /** What the stock's value changes by: when it is done, by all that has changed. */
  BigDecimal correction() {
    return complete() ? Quantities.plain(reached.value().subtract(booked)) : BigDecimal.ZERO;
  }

  /** What the stock is worth since. */
  BigDecimal stockValue() {
    return complete() ? reached.value() : booked;
  }

  @Override
  public List<StockChange> lines() {
    return List.of();
  }

  @Override
  public List<FactChange> changes() {
    List<FactChange> facts = new ArrayList<>(StockEvent.super.changes());
    entries.forEach(entry -> facts.add(FactChange.of(entry)));
    facts.add(new FactChange(of.key(), rest));
    if (complete()) {
      facts.add(FactChange.of(reached));
    }
    return facts;
  }
}
