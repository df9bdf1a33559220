package io.tributary.app.replay;

import io.tributary.app.orders.Ledger;
import io.tributary.app.orders.Order;
import io.tributary.app.orders.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a replay went.
 *
 * @param lines data lines in the file
 * @param rejected lines that couldn't be used, by reason
 * @param orders the orders this replay covers
 * @param total verdicts of this run and those before it
 * @param sent verdicts of this run
 * @param took time this run spent sending orders
 * @param stock how moving the goods went; null when they were left out
 */
public record ReplaySummary(
    long lines,
    Map<RejectReason, Long> rejected,
    Path rejectsFile,
    List<Order> orders,
    Ledger total,
    Ledger sent,
    Duration took,
    Verification verification,
    @Nullable StockSummary stock) {
  public long tenants() {
    return orders.stream().map(Order::tenant).distinct().count();
  }

  /** Customers; one number in two tenants counts twice. */
  public long users() {
    return orders.stream()
        .filter(order -> order.customer() != null)
        .map(order -> order.tenant() + "\n" + order.customer())
        .distinct()
        .count();
  }

  public long rejectedLines() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** True if every order has its verdict and the platform's wallets and shelves say the same. */
  public boolean isExact() {
    return sent.total().failed() == 0 && verification.isExact() && (stock == null || stock.verification().isExact());
  }
}
