package io.tributary.topologies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.topologies.inventory.LoneProduct.Move;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Movements that become known late, against the same movements in the order of their dates, valued by nothing but {@link Costing}. */
class RevaluationTest {
  private static final Instant START = InventoryRecords.NOON;
  private static final Instant TODAY = START.plus(Duration.ofDays(365));
  private static final BigDecimal STANDARD = new BigDecimal("7.25");

  record Run(ValuationMethod method, long seed, int revaluedAtOnce) {}

  static Stream<Run> runs() {
    return Stream.of(ValuationMethod.values()).flatMap(method ->
        Stream.of(1L, 2L, 3L, 4L).flatMap(seed -> Stream.of(1, 3, 40).map(some -> new Run(method, seed, some))));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void anyOrderGivesTheValuationOfTheDatesOrder(Run run) {
    Random random = new Random(run.seed());
    List<Move> moves = moves(random, 160);
    List<Move> shuffled = new ArrayList<>(moves);
    Collections.shuffle(shuffled, random);
    LoneProduct product = new LoneProduct(run.method(), STANDARD, true, run.revaluedAtOnce(), TODAY);
    for (Move move : shuffled) {
      assertThat(product.book(move)).isNull();
      for (int i = random.nextInt(3); i > 0; i--) {
        product.revalue();
      }
    }
    while (product.revalue()) {
      assertThat(product.revalued.size()).isLessThan(100_000);
    }
    check(product, moves, random);
  }

  /** All entries, the sum of the reports' changes, and any moment between are as if nothing had been late. */
  private static void check(LoneProduct product, List<Move> moves, Random random) {
    List<Valuation> expected = new ArrayList<>();
    Valuation valuation = Valuation.none("p");
    List<CostEntry> entries = product.entries();
    assertThat(entries).hasSameSizeAs(moves);
    for (int i = 0; i < moves.size(); i++) {
      Move move = moves.get(i);
      Worth worth = move.quantity().signum() > 0
          ? Costing.in(product.product, valuation, move.quantity(), move.unitCost())
          : Costing.out(product.product, valuation, move.quantity().negate());
      valuation = worth.after();
      expected.add(valuation);
      assertThat(entries.get(i).value()).as("movement %d of %s", i, move).isEqualByComparingTo(worth.value());
      assertThat(entries.get(i).correction()).isEqualByComparingTo(worth.correction());
      assertThat(entries.get(i).after().value()).isEqualByComparingTo(valuation.value());
      assertThat(entries.get(i).after().quantity()).isEqualByComparingTo(valuation.quantity());
    }
    assertThat(product.valuation()).isEqualTo(valuation);
    assertThat(entries.stream().map(CostEntry::change).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(valuation.value());
    for (int i = 0; i < 30; i++) {
      int at = random.nextInt(moves.size());
      EntryKey end = new EntryKey("p", moves.get(at).occurredAt(), Long.MAX_VALUE);
      assertThat(product.before(end)).as("from the whole entry before it").isEqualTo(expected.get(at));
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void reportsTellEveryChange(Run run) {
    Random random = new Random(run.seed());
    List<Move> moves = moves(random, 60);
    List<Move> shuffled = new ArrayList<>(moves);
    Collections.shuffle(shuffled, random);
    LoneProduct product = new LoneProduct(run.method(), STANDARD, true, run.revaluedAtOnce(), TODAY);
    Map<Long, BigDecimal> told = new HashMap<>();
    for (Move move : shuffled) {
      int reports = product.revalued.size();
      product.book(move);
      while (product.revalue()) {
        assertThat(product.busy() || product.revalued.getLast().complete()).isTrue();
      }
      BigDecimal correction = BigDecimal.ZERO;
      BigDecimal changes = BigDecimal.ZERO;
      for (Revalued report : product.revalued.subList(reports, product.revalued.size())) {
        correction = correction.add(report.correction());
        for (Revalued.Change change : report.movements()) {
          BigDecimal before = change.valueBefore().add(change.correctionBefore());
          BigDecimal after = change.valueAfter().add(change.correctionAfter());
          changes = changes.add(after.subtract(before));
          BigDecimal known = told.put(change.movement().version(), after);
          if (known != null) {
            assertThat(before).as("what was told last").isEqualByComparingTo(known);
          }
        }
      }
      assertThat(changes).as("the stock's change is the sum of its movements'").isEqualByComparingTo(correction);
      for (CostEntry entry : product.entries()) {
        told.putIfAbsent(entry.key().version(), entry.change());
        assertThat(told.get(entry.key().version())).isEqualByComparingTo(entry.change());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void withoutNegativeStockNoMomentEverHadAny(Run run) {
    Random random = new Random(run.seed());
    List<Move> moves = moves(random, 160);
    Collections.shuffle(moves, random);
    LoneProduct product = new LoneProduct(run.method(), STANDARD, false, run.revaluedAtOnce(), TODAY);
    List<Move> accepted = new ArrayList<>();
    int then = 0;
    for (Move move : moves) {
      Refusal refusal = product.book(move);
      BigDecimal least = least(accepted, move);
      if (refusal == null) {
        assertThat(least).as("%s was there", move).isNotNegative();
        accepted.add(move);
      } else {
        assertThat(refusal).isIn(Refusal.INSUFFICIENT_STOCK, Refusal.NOT_IN_STOCK_THEN);
        assertThat(least).as("%s is refused with reason", move).isNegative();
        then += refusal == Refusal.NOT_IN_STOCK_THEN ? 1 : 0;
      }
      product.revalue();
    }
    assertThat(then).as("the history meets the refusal").isPositive();
  }

  /** The least stock ever, if the movement is accepted, from its date on. */
  private static BigDecimal least(List<Move> accepted, Move move) {
    List<Move> all = new ArrayList<>(accepted);
    all.add(move);
    all.sort(Comparator.comparing(Move::occurredAt));
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal least = BigDecimal.ZERO;
    for (Move one : all) {
      sum = sum.add(one.quantity());
      least = least.min(sum);
    }
    return least;
  }

  @Test
  void aMovementOfTheFutureIsRefused() {
    LoneProduct product = new LoneProduct(ValuationMethod.FIFO, null, false, 10, TODAY);
    assertThat(product.book(new Move(TODAY.plusSeconds(302), BigDecimal.ONE, BigDecimal.TEN)))
        .isEqualTo(Refusal.OCCURRED_IN_FUTURE);
    assertThat(product.book(new Move(TODAY.plusSeconds(302), BigDecimal.ONE, BigDecimal.TEN))).isNull();
    assertThat(product.entries()).as("a clock a little ahead means now")
        .extracting(entry -> entry.key().occurredAt()).containsExactly(TODAY.plusSeconds(2));
  }

  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> published() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String source : List.of("erpnext/backdated", "odoo/layers_dated")) {
      JsonNode file = new ObjectMapper().readTree(Path.of("src/test/resources/vectors/" + source + ".json").toFile());
      file.get("cases").forEach(one -> cases.add(new Case(source + ": " + one.get("name").asText(), one)));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("published")
  void valuesAsPublished(Case published) {
    JsonNode json = published.json();
    LoneProduct product = new LoneProduct(
        ValuationMethod.valueOf(json.get("method").asText()), null, json.path("negative").asBoolean(), 2, TODAY);
    List<Long> versions = new ArrayList<>();
    for (JsonNode step : json.get("steps")) {
      Instant date = START.plus(Duration.ofDays(step.get("day").asInt()));
      boolean in = step.has("in");
      BigDecimal quantity = new BigDecimal(in ? step.get("in").get(0).asText() : step.get("out").asText());
      assertThat(product.book(new Move(
          date, in ? quantity : quantity.negate(), in ? new BigDecimal(step.get("in").get(1).asText()) : null))).isNull();
      while (product.revalue()) {
        assertThat(product.revalued.size()).isLessThan(100);
      }
      CostEntry entry =
          product.entries().stream().max(Comparator.comparingLong(one -> one.key().version())).orElseThrow();
      versions.add(entry.key().version());
      expect(step.get("value"), entry.value());
    }
    int step = 0;
    for (long version : versions) {
      CostEntry entry = product.entries().stream().filter(one -> one.key().version() == version).findFirst().orElseThrow();
      expect(json.get("steps").get(step++).get("then"), entry.value());
    }
    expect(json.get("quantity"), product.valuation().quantity());
    expect(json.get("value"), product.valuation().value());
  }

  private static void expect(@Nullable JsonNode expected, BigDecimal actual) {
    if (expected != null) {
      assertThat(actual).isEqualByComparingTo(expected.asText());
    }
  }

  /** In the order of their dates, which all differ. */
  private static List<Move> moves(Random random, int count) {
    List<Move> moves = new ArrayList<>();
    Instant date = START;
    for (int i = 0; i < count; i++) {
      date = date.plusSeconds(1 + random.nextInt(100_000));
      BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(500), 2);
      boolean in = random.nextInt(100) < 55;
      BigDecimal cost = !in || random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(100_000), 4);
      moves.add(new Move(date, in ? quantity : quantity.negate(), cost));
    }
    return moves;
  }
}
