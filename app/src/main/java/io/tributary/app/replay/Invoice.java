package io.tributary.app.replay;

import io.tributary.app.orders.Order;
import org.jspecify.annotations.Nullable;

/** An invoice as the file's lines add up to it. */
final class Invoice {
  private final String number;
  private final String country;
  private @Nullable String customer;
  private int lines;

  Invoice(String number, String country) {
    this.number = number;
    this.country = country;
  }

  /** Counts a line, unless it contradicts those before it; a line without a customer contradicts none. */
  @Nullable RejectReason add(RetailLine line) {
    if (!line.country().equals(country)) {
      return RejectReason.OTHER_COUNTRY;
    }
    String other = line.customer();
    if (other != null && customer != null && !other.equals(customer)) {
      return RejectReason.OTHER_CUSTOMER;
    }
    if (other != null) {
      customer = other;
    }
    lines++;
    return null;
  }

  /** One credit a line; a leading {@code C} marks a cancellation. */
  Order order() {
    Order.Operation operation = number.startsWith("C") ? Order.Operation.CANCEL : Order.Operation.CREATE;
    return new Order(number, operation, country, customer, lines);
  }
}
