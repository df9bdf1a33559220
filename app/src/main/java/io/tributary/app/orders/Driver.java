package io.tributary.app.orders;

import io.tributary.app.CommandFailure;
import java.util.Iterator;

/**
 * Sends orders to a platform, several at a time. Tenants, their funds and users are made when the first order needs them.
 *
 * <p>Orders leave in the order of their source but overtake each other in flight; with a concurrency of 1 they don't. Totals
 * don't depend on it as long as the funds last.
 */
public final class Driver {
  /** Hears of every order's end, from many threads. */
  public interface Listener {
    void decided(Order order, Verdict verdict);
  }

  /**
   * How to send.
   *
   * @param fund credits that each tenant starts with
   * @param perSecond orders a second, 0 for as fast as the platform answers
   * @param concurrency orders in flight
   */
  public record Settings(long fund, double perSecond, int concurrency) {}

  private final Platform platform;
  private final Settings settings;
  private final Memo<String, String> tenants;
  private final Memo<Order.Customer, String> users;

  public Driver(Platform platform, Settings settings) {
    this.platform = platform;
    this.settings = settings;
    this.tenants = new Memo<>(this::openTenant);
    this.users = new Memo<>(customer ->
        platform.user(tenantId(customer.tenant()), customer.tenant(), customer.number()));
  }

  private String openTenant(String name) {
    String id = platform.tenant(name);
    platform.fund(id, settings.fund());
    return id;
  }

  /** The tenant's id; registers and funds it on the first call. */
  public String tenantId(String name) {
    return tenants.get(name);
  }

  /**
   * Sends all orders and waits for their verdicts.
   *
   * @throws CommandFailure when the platform can't be reached or refuses what every order needs; verdicts that came in until
   *     then have been told to the listener
   */
  public void run(Iterator<Order> orders, Listener listener) throws InterruptedException {
    new Lanes(settings).run(orders, order -> "order " + order.id(), order -> listener.decided(order, send(order)));
  }

  private Verdict send(Order order) {
    String tenantId = tenantId(order.tenant());
    String customer = order.customer();
    String userId = customer == null ? null : users.get(new Order.Customer(order.tenant(), customer));
    return platform.consume(tenantId, userId, order);
  }

  /** Tenants that were needed so far. */
  public int tenants() {
    return tenants.size();
  }

  /** Users that were needed so far. */
  public int users() {
    return users.size();
  }
}
