package io.tributary.app.demo;

import io.tributary.app.orders.Driver;
import io.tributary.app.orders.Ledger;
import io.tributary.app.orders.Order;
import io.tributary.app.orders.Platform;
import io.tributary.app.orders.Progress;
import io.tributary.app.orders.Verification;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Sends generated orders and verifies what became of them. */
public final class Demo {
  private static final Duration VERIFY_PATIENCE = Duration.ofSeconds(30);

  private final Platform platform;
  private final Driver.Settings settings;
  private final PrintStream out;
  private final boolean terminal;

  public Demo(Platform platform, Driver.Settings settings, PrintStream out, boolean terminal) {
    this.platform = platform;
    this.settings = settings;
    this.out = out;
    this.terminal = terminal;
  }

  /** How it went. */
  public record Outcome(Ledger ledger, Duration took, Verification verification) {
    public boolean isExact() {
      return ledger.total().failed() == 0 && verification.isExact();
    }
  }

  /**
   * Sends until {@code limit} orders are out or the time is over.
   *
   * @param run names this run's orders
   */
  public Outcome run(long seed, String run, long limit, Duration time) throws InterruptedException {
    Ledger ledger = new Ledger();
    Map<String, String> ids = new HashMap<>();
    Map<String, Platform.Wallet> before = new HashMap<>();
    for (String tenant : DemoOrders.TENANTS) {
      String id = platform.tenant(tenant);
      ids.put(tenant, id);
      before.put(tenant, platform.wallet(id));
    }
    Driver driver = new Driver(platform, settings);
    long begin = System.nanoTime();
    try (Progress progress = Progress.of(terminal, out, "Orders", limit == Long.MAX_VALUE ? -1 : limit, 0)) {
      driver.run(bounded(new DemoOrders(seed, run), limit, begin + time.toNanos()), (order, verdict) -> {
        ledger.add(order, verdict);
        progress.step();
      });
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Map<String, Platform.Wallet> expected = new HashMap<>();
    ledger.accounts().forEach((tenant, account) ->
        expected.put(tenant, before.getOrDefault(tenant, Platform.EMPTY).plus(settings.fund(), account.consumed())));
    return new Outcome(ledger, took, Verification.run(platform, ids, expected, VERIFY_PATIENCE));
  }

  private static Iterator<Order> bounded(Iterator<Order> orders, long limit, long deadline) {
    return new Iterator<>() {
      private long given;

      @Override
      public boolean hasNext() {
        return given < limit && System.nanoTime() - deadline < 0;
      }

      @Override
      public Order next() {
        given++;
        return orders.next();
      }
    };
  }
}
