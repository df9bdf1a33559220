package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.PublishedCase.time;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenMeter's burn-down, TigerBeetle's two phases and Lago's traceability, as they published them. */
class PublishedCasesTest {
  static Stream<PublishedCase> cases() {
    return Stream.of("openmeter", "tigerbeetle", "lago")
        .flatMap(PublishedCase::all)
        .filter(published -> published.json().has("steps") && !published.json().has("allocated"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesOutAsPublished(PublishedCase published) {
    PublishedRun run = new PublishedRun(published.start());
    published.steps().forEach(run::step);
    WalletSums.check(run.wallet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesOutTheSameInAnyPieces(PublishedCase published) {
    PublishedRun whole = new PublishedRun(published.start());
    PublishedRun pieces = new PublishedRun(published.start());
    Instant now = pieces.wallet().updatedAt();
    for (JsonNode step : published.steps()) {
      Instant next = time(step, "at");
      pieces.settleInPieces(now, next, Duration.ofHours(7));
      pieces.step(step);
      whole.step(step);
      assertThat(pieces.wallet()).isEqualTo(whole.wallet());
      now = next;
    }
  }

  @Test
  void grantsBurnInThePublishedOrder() {
    List<PublishedCase> orders = PublishedCase.all("openmeter").filter(each -> each.json().has("order")).toList();
    assertThat(orders).isNotEmpty();
    for (PublishedCase published : orders) {
      List<String> order = PublishedCase.list(published.json().get("grants")).stream()
          .map(PublishedCase::grant)
          .sorted(Grant.BURN_ORDER)
          .map(Grant::id)
          .toList();
      assertThat(order).isEqualTo(
          PublishedCase.list(published.json().get("order")).stream().map(JsonNode::asText).toList());
    }
  }

  @Test
  void eachSourceIsThere() {
    assertThat(cases().map(PublishedCase::file).toList())
        .containsAll(Set.of("run.json", "reset.json", "two-phase.json", "docs.json", "traceability.json"));
  }
}
