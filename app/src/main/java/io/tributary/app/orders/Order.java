package io.tributary.app.orders;

import org.jspecify.annotations.Nullable;

/**
 * One operation that costs credits.
 *
 * @param id the operation's id, the same whenever the order is sent again
 * @param tenant the tenant's name
 * @param customer the user who acts, or null
 * @param credits at least 1
 */
public record Order(String id, Operation operation, String tenant, @Nullable String customer, long credits) {
  /** What an order does in the application {@code operations}. */
  public enum Operation {
    CREATE("orders.create"),
    CANCEL("orders.cancel");

    private final String code;

    Operation(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** A user: the same customer number in two tenants is two users. */
  public record Customer(String tenant, String number) {}
}
