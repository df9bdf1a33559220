package io.tributary.app.orders;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice did to a shop's stock: whole quantities, by stock code.
 *
 * @param invoice its number
 * @param tenant the shop's name
 * @param sold what left; delivered by an order
 * @param returned what came back
 * @param lost what was written off
 */
public record Goods(
    String invoice,
    String tenant,
    @Nullable String customer,
    Map<String, Long> sold,
    Map<String, Long> returned,
    Map<String, Long> lost) {
  SortedSet<String> codes() {
    SortedSet<String> codes = new TreeSet<>(sold.keySet());
    codes.addAll(returned.keySet());
    codes.addAll(lost.keySet());
    return codes;
  }

  /** How much of a code leaves. */
  long out(String code) {
    return sold.getOrDefault(code, 0L) + lost.getOrDefault(code, 0L);
  }
}
