package io.tributary.app.cli;

import io.tributary.app.demo.Demo;
import io.tributary.app.orders.Ledger;
import io.tributary.app.orders.Platform;
import io.tributary.app.orders.StockVerification;
import io.tributary.app.orders.Verification;
import io.tributary.app.replay.ReplaySummary;
import io.tributary.app.replay.StockSummary;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Prints how sending orders went. */
final class OrderReport {
  private static final int TENANTS_SHOWN = 10;

  private final PrintStream out;

  OrderReport(PrintStream out) {
    this.out = out;
  }

  void print(ReplaySummary summary) {
    out.println();
    line("Lines", number(summary.lines()) + ", " + number(summary.rejectedLines()) + " rejected");
    summary.rejected().forEach((reason, count) -> line("", number(count) + " " + reason.code()));
    if (summary.rejectedLines() > 0) {
      line("Rejects", summary.rejectsFile().toString());
    }
    line("Invoices", number(summary.orders().size()));
    line("Tenants", number(summary.tenants()));
    line("Users", number(summary.users()));
    Ledger.Account before = summary.total().total();
    Ledger.Account now = summary.sent().total();
    long earlier = before.approved() + before.insufficient() - now.approved() - now.insufficient();
    if (earlier > 0) {
      line("Earlier runs", number(earlier) + " invoices");
    }
    verdicts(summary.total(), summary.sent());
    rate(now, summary.took());
    verification(summary.verification());
    if (summary.stock() != null) {
      stock(summary.stock());
    }
  }

  private void stock(StockSummary stock) {
    out.println();
    line("Orders", number(stock.orders()) + " of " + number(stock.orderLines()) + " lines, shipped");
    line("Receipts", number(stock.receipts()) + ", " + number(stock.returns()) + " returns, "
        + number(stock.writeOffs()) + " write-offs");
    double seconds = stock.took().toMillis() / 1000.0;
    line("Duration", String.format("%,.1f s for %,d invoices moved%s", seconds, stock.moved(),
        seconds > 0 && stock.moved() > 0 ? String.format(", %,.0f a second", stock.moved() / seconds) : ""));
    StockVerification verification = stock.verification();
    if (verification.isExact()) {
      out.printf("Verified: %,d pieces of %,d products in stock, piece by piece.%n",
          verification.pieces(), verification.shelves());
    } else {
      out.println("NOT EXACT: the platform's stock differs from the file's:");
      verification.mismatches().forEach(mismatch -> out.println("  " + mismatch));
    }
  }

  void print(Demo.Outcome outcome) {
    out.println();
    verdicts(outcome.ledger(), outcome.ledger());
    rate(outcome.ledger().total(), outcome.took());
    verification(outcome.verification());
  }

  /** @param total what the wallets are compared with; {@code sent} tells the failures */
  private void verdicts(Ledger total, Ledger sent) {
    line("Approved", number(total.total().approved()) + " for " + number(total.total().consumed()) + " credits");
    total.refusals().forEach((code, count) -> line("Refused", number(count) + " " + code));
    Map<String, String> examples = sent.examples();
    examples.forEach((code, example) ->
        line("Failed", number(sent.refusals().getOrDefault(code, 0L)) + " " + code + ", such as " + example));
  }

  private void rate(Ledger.Account sent, Duration took) {
    long orders = sent.approved() + sent.insufficient() + sent.failed();
    double seconds = took.toMillis() / 1000.0;
    line("Duration", String.format("%,.1f s for %,d orders sent%s", seconds, orders,
        seconds > 0 && orders > 0 ? String.format(", %,.0f a second", orders / seconds) : ""));
  }

  private void verification(Verification verification) {
    out.printf("%n  %-24s %12s %12s %12s%n", "Tenant", "allocated", "consumed", "balance");
    List<Map.Entry<String, Platform.Wallet>> wallets = verification.wallets().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Platform.Wallet::consumed).reversed()))
        .toList();
    for (Map.Entry<String, Platform.Wallet> wallet : wallets.subList(0, Math.min(TENANTS_SHOWN, wallets.size()))) {
      row(wallet.getKey(), wallet.getValue());
    }
    if (wallets.size() > TENANTS_SHOWN) {
      out.printf("  and %d more%n", wallets.size() - TENANTS_SHOWN);
    }
    row("All", wallets.stream().map(Map.Entry::getValue)
        .reduce(Platform.EMPTY, (sum, wallet) -> sum.plus(wallet.allocated(), wallet.consumed())));
    out.println();
    if (verification.isExact()) {
      out.printf("Verified: the wallets of all %d tenants say the same, credit by credit.%n", wallets.size());
    } else {
      out.println("NOT EXACT: the platform's wallets differ from what was approved:");
      verification.mismatches().forEach(mismatch -> out.println("  " + mismatch));
    }
  }

  private void row(String tenant, Platform.Wallet wallet) {
    out.printf("  %-24s %,12d %,12d %,12d%n", tenant, wallet.allocated(), wallet.consumed(), wallet.balance());
  }

  private void line(String label, String text) {
    out.printf("%-14s%s%n", label, text);
  }

  private static String number(long value) {
    return String.format("%,d", value);
  }
}
