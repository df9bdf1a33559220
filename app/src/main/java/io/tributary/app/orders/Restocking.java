package io.tributary.app.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What shops receive so that they can deliver, by the reorder rule: what would leave less than {@link #POINT} is preceded by
 * a receipt of as many times {@link #QUANTITY} as it takes. It depends on the invoices' order alone, not on when they are
 * done.
 *
 * @param goods of an invoice
 * @param receipts what comes before it, by stock code
 */
public record Restocking(Goods goods, Map<String, Long> receipts) {
  /** What stays on the shelf at least. */
  public static final long POINT = 20;

  /** What is ordered at a time. */
  public static final long QUANTITY = 500;

  /** A code in a shop. */
  private record Shelf(String tenant, String code) {}

  /** The receipts of invoices that begin with empty shelves. */
  public static List<Restocking> plan(List<Goods> invoices) {
    Map<Shelf, Long> stock = new HashMap<>();
    List<Restocking> plan = new ArrayList<>(invoices.size());
    for (Goods goods : invoices) {
      Map<String, Long> receipts = new TreeMap<>();
      for (String code : goods.codes()) {
        Shelf shelf = new Shelf(goods.tenant(), code);
        long left = stock.getOrDefault(shelf, 0L) - goods.out(code);
        long receipt = goods.out(code) == 0 || left >= POINT ? 0 : Math.ceilDiv(POINT - left, QUANTITY) * QUANTITY;
        if (receipt > 0) {
          receipts.put(code, receipt);
        }
        stock.put(shelf, left + receipt + goods.returned().getOrDefault(code, 0L));
      }
      plan.add(new Restocking(goods, receipts));
    }
    return plan;
  }

  /** What each shop must have in the end, by stock code: all that came less all that left; without what is zero. */
  public static Map<String, Map<String, Long>> balance(List<Restocking> plan) {
    Map<String, Map<String, Long>> balance = new TreeMap<>();
    for (Restocking step : plan) {
      Map<String, Long> shop = balance.computeIfAbsent(step.goods().tenant(), none -> new TreeMap<>());
      step.receipts().forEach((code, quantity) -> shop.merge(code, quantity, Long::sum));
      step.goods().returned().forEach((code, quantity) -> shop.merge(code, quantity, Long::sum));
      step.goods().sold().forEach((code, quantity) -> shop.merge(code, -quantity, Long::sum));
      step.goods().lost().forEach((code, quantity) -> shop.merge(code, -quantity, Long::sum));
    }
    balance.values().forEach(shop -> shop.values().removeIf(quantity -> quantity == 0));
    return balance;
  }
}
