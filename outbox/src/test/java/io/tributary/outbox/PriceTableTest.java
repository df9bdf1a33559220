package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
  private static final UUID ACME = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static CreditConfig price(
      long id, PriceScope scope, String operation, long amount, long from, @Nullable Long to) {
    return new CreditConfig(
        new UUID(7, id), operation, scope, amount, START.plusSeconds(from), to == null ? null : START.plusSeconds(to),
        null, null, 1, START, START);
  }

  /** Prices named by their scope; what is listed exists, and the expected one decides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenant+application tenant plan+application plan application global | tenant+application",
        "tenant plan+application plan application global                    | tenant",
        "plan+application plan application global                           | plan+application",
        "plan application global                                            | plan",
        "application global                                                 | application",
        "global                                                             | global",
        "global tenant                                                      | tenant",
        "other-tenant other-plan other-application                          |",
      })
  void theMostSpecificScopeDecides(String existing, @Nullable String expected) {
    List<CreditConfig> configs = new ArrayList<>();
    for (String name : existing.split(" ")) {
      configs.add(price(configs.size(), scope(name), "a.b", 1, 0, null));
    }
    Optional<CreditConfig> found = PriceTable.of(configs).find(ACME, "starter", "crm", "a.b", START);
    assertThat(found.map(config -> config.scope().level()).orElse(null)).isEqualTo(expected);
    assertThat(PriceTable.of(configs).find(ACME, "starter", "crm", "a.c", START)).isEmpty();
  }

  private static PriceScope scope(String name) {
    return switch (name) {
      case "tenant+application" -> new PriceScope(ACME, null, "crm");
      case "tenant" -> new PriceScope(ACME, null, null);
      case "plan+application" -> new PriceScope(null, "starter", "crm");
      case "plan" -> new PriceScope(null, "starter", null);
      case "application" -> new PriceScope(null, null, "crm");
      case "global" -> new PriceScope(null, null, null);
      case "other-tenant" -> new PriceScope(OTHER, null, "crm");
      case "other-plan" -> new PriceScope(null, "free", null);
      default -> new PriceScope(null, null, "hr");
    };
  }

  /** A price from 0 on, one on [10, 20) over it, and one that was ended before it began. */
  @ParameterizedTest
  @CsvSource({"-1,", "0,5", "9,5", "10,3", "19,3", "20,5", "30,5"})
  void ofOneScopeTheLatestBeginDecidesAndItsEndUncoversTheOneBelow(long at, @Nullable Long amount) {
    PriceScope scope = scope("global");
    PriceTable table =
        PriceTable.of(
            List.of(
                price(1, scope, "a", 3, 10, 20L),
                price(2, scope, "a", 5, 0, null),
                price(3, scope, "a", 9, 15, 15L)));
    assertThat(table.find(ACME, "starter", "crm", "a", START.plusSeconds(at)).map(CreditConfig::creditAmount).orElse(null))
        .isEqualTo(amount);
  }

  @Test
  void theOrderInWhichPricesComeIsIrrelevantAndTheNewestVersionCounts() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> scopes =
        List.of("tenant+application", "tenant", "plan+application", "plan", "application", "global", "other-plan");
    for (int round = 0; round < 300; round++) {
      List<CreditConfig> configs = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        long from = random.nextInt(10);
        Long to = random.nextBoolean() ? null : from + random.nextInt(6);
        CreditConfig config =
            price(i, scope(scopes.get(random.nextInt(scopes.size()))), random.nextBoolean() ? "a" : "b", i + 1, from, to);
        configs.add(config);
        if (to == null && random.nextInt(3) == 0) {
          configs.add(config.endedAt(config.effectiveFrom().plusSeconds(random.nextInt(5)), START));
        }
      }
      Instant at = START.plusSeconds(random.nextInt(12));
      Optional<CreditConfig> expected = bruteForce(configs, at);
      for (int shuffle = 0; shuffle < 5; shuffle++) {
        Collections.shuffle(configs, random);
        PriceTable table = PriceTable.of(configs);
        assertThat(table.find(ACME, "starter", "crm", "a", at)).as("seed %d", seed).isEqualTo(expected);
        assertThat(
                table.of(ACME, "starter", at).stream()
                    .filter(config -> config.operationCode().equals("a"))
                    .findFirst())
            .as("seed %d", seed)
            .isEqualTo(expected);
      }
    }
  }

  /** The rule said another way: of all that apply, by scope, then by begin. */
  private static Optional<CreditConfig> bruteForce(List<CreditConfig> configs, Instant at) {
    List<PriceScope> chain = PriceScope.chain(ACME, "starter", "crm");
    return configs.stream()
        .filter(config -> configs.stream().noneMatch(o -> o.id().equals(config.id()) && o.version() > config.version()))
        .filter(config -> config.operationCode().equals("a") && chain.contains(config.scope()))
        .filter(config -> !config.effectiveFrom().isAfter(at))
        .filter(config -> config.effectiveTo() == null || config.effectiveTo().isAfter(at))
        .min(
            Comparator.<CreditConfig>comparingInt(config -> chain.indexOf(config.scope()))
                .thenComparing(CreditConfig::effectiveFrom, Comparator.reverseOrder())
                .thenComparing(CreditConfig::id, Comparator.reverseOrder()));
  }
}
