package io.tributary.app.orders;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Reads the stock back and compares it with what it must be.
 *
 * @param shelves products with stock, over all tenants
 * @param pieces of all of them
 * @param mismatches one sentence for each product or tenant that is wrong; empty when all is exact
 */
public record StockVerification(long shelves, long pieces, List<String> mismatches) {
  /**
   * Everything was answered before, and is read from the deciding task: nothing need be waited for.
   *
   * @param tenantIds a tenant's id by its name
   * @param expected by tenant and stock code, without what is zero
   */
  public static StockVerification run(
      Stock stock, UnaryOperator<String> tenantIds, Map<String, Map<String, Long>> expected) {
    List<String> mismatches = new ArrayList<>();
    long shelves = 0;
    long pieces = 0;
    for (Map.Entry<String, Map<String, Long>> shop : expected.entrySet()) {
      String tenantId = tenantIds.apply(shop.getKey());
      Map<String, Long> actual = stock.contents(tenantId);
      Set<String> codes = new HashSet<>(actual.keySet());
      codes.addAll(shop.getValue().keySet());
      for (String code : new TreeSet<>(codes)) {
        long due = shop.getValue().getOrDefault(code, 0L);
        long is = actual.getOrDefault(code, 0L);
        if (due != is) {
          mismatches.add(String.format("%s: %,d of %s in stock; expected %,d", shop.getKey(), is, code, due));
        }
      }
      long open = stock.openOrders(tenantId);
      if (open > 0) {
        mismatches.add(String.format("%s: %,d orders have not ended", shop.getKey(), open));
      }
      shelves += actual.size();
      pieces += actual.values().stream().mapToLong(Long::longValue).sum();
    }
    return new StockVerification(shelves, pieces, List.copyOf(mismatches));
  }

  public boolean isExact() {
    return mismatches.isEmpty();
  }
}
