package io.tributary.app.demo;

import io.tributary.app.orders.Order;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * An endless stream of orders in the shape of a real wholesaler's: one tenant with nine tenths of the traffic and a long tail,
 * a fifth of the orders without a customer, a seventh cancelled, sizes from one line to hundreds. The seed settles everything
 * but the ids.
 */
public final class DemoOrders implements Iterator<Order> {
  /** Made-up names; the first has most of the traffic. */
  static final List<String> TENANTS = List.of(
      "Northwind Wholesale", "Alpenhof Handel", "Maison Lumière", "Emerald Supply", "Costa Clara", "Polder & Zonen",
      "Fjord Trading", "Harbour Lights", "Tatra Market", "Little Atoll");

  private static final double SHARE_OF_FIRST = 0.9;
  private static final double SHARE_WITHOUT_CUSTOMER = 0.2;
  private static final double SHARE_CANCELLED = 0.15;
  private static final int CUSTOMERS = 200;
  private static final int FIRST_CUSTOMER = 10_000;
  private static final double TYPICAL_LINES = 10;
  private static final int MOST_LINES = 1_000;

  private final Random random;
  private final String run;
  private long number;

  /** @param run makes the ids of this run its own: orders of two runs are different operations */
  public DemoOrders(long seed, String run) {
    this.random = new Random(seed);
    this.run = run;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Order next() {
    String tenant = TENANTS.get(tenant());
    boolean cancelled = random.nextDouble() < SHARE_CANCELLED;
    boolean anonymous = random.nextDouble() < SHARE_WITHOUT_CUSTOMER;
    String customer = String.valueOf(FIRST_CUSTOMER + (int) (CUSTOMERS * Math.pow(random.nextDouble(), 2)));
    long lines = Math.clamp((long) Math.ceil(TYPICAL_LINES * Math.exp(random.nextGaussian())), 1, MOST_LINES);
    number++;
    return new Order(
        (cancelled ? "C" : "") + run + "-" + number,
        cancelled ? Order.Operation.CANCEL : Order.Operation.CREATE,
        tenant,
        anonymous ? null : customer,
        lines);
  }

  /** Behind the first, each tenant has a bit less than the one before it. */
  private int tenant() {
    return random.nextDouble() < SHARE_OF_FIRST
        ? 0
        : 1 + (int) ((TENANTS.size() - 1) * Math.pow(random.nextDouble(), 1.5));
  }
}
