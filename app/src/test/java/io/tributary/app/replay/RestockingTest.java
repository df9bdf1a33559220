package io.tributary.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.orders.Restocking;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestockingTest {
  @TempDir
  private Path temporary;

  @Test
  void whatIsReceivedAlwaysSufficesAndTheBalanceIsTheFiles() throws Exception {
    Path file = temporary.resolve("slice.csv");
    RetailSlice.write(file, 600, 5);
    List<Restocking> plan = Restocking.plan(RetailFile.read(file, (line, reason, text) -> {
      throw new AssertionError(text);
    }).goods());

    Map<String, Long> shelves = new HashMap<>();
    for (Restocking step : plan) {
      step.receipts().forEach((code, quantity) -> add(shelves, step, code, quantity));
      step.goods().sold().forEach((code, quantity) -> add(shelves, step, code, -quantity));
      step.goods().lost().forEach((code, quantity) -> add(shelves, step, code, -quantity));
      step.goods().returned().forEach((code, quantity) -> add(shelves, step, code, quantity));
      assertThat(step.receipts().values()).allMatch(quantity -> quantity % Restocking.QUANTITY == 0);
    }
    assertThat(plan).anyMatch(step -> !step.goods().lost().isEmpty()).anyMatch(step -> !step.goods().returned().isEmpty());
    Map<String, Map<String, Long>> balance = Restocking.balance(plan);
    RetailSlice.net(file).forEach((country, codes) -> codes.forEach((code, net) -> {
      long left = balance.get(country).getOrDefault(code, 0L);
      assertThat((left - net) % Restocking.QUANTITY).as("%s in %s: only whole orders beside the file", code, country).isZero();
      assertThat(left).isGreaterThanOrEqualTo(net);
    }));
  }

  private static void add(Map<String, Long> shelves, Restocking step, String code, long quantity) {
    assertThat(shelves.merge(step.goods().tenant() + "/" + code, quantity, Long::sum)).as(code).isNotNegative();
  }
}
