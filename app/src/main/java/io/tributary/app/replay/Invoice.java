package io.tributary.app.replay;

import io.tributary.app.orders.Goods;
import io.tributary.app.orders.Order;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An invoice as the file's lines add up to it. */
final class Invoice {
  private final String number;
  private final String country;
  private @Nullable String customer;
  private final Map<String, Long> in = new TreeMap<>();
  private final Map<String, Long> out = new TreeMap<>();
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
    if (line.quantity() != 0) {
      (line.quantity() > 0 ? out : in).merge(line.stockCode(), Math.abs(line.quantity()), Math::addExact);
    }
    return null;
  }

  private boolean cancels() {
    return number.startsWith("C");
  }

  /** On a cancellation everything comes back, whatever its sign; else what is negative was written off. */
  Goods goods() {
    if (!cancels()) {
      return new Goods(number, country, customer, out, Map.of(), in);
    }
    Map<String, Long> returned = new TreeMap<>(in);
    out.forEach((code, quantity) -> returned.merge(code, quantity, Long::sum));
    return new Goods(number, country, customer, Map.of(), returned, Map.of());
  }

  /** One credit a line; a leading {@code C} marks a cancellation. */
  Order order() {
    Order.Operation operation = cancels() ? Order.Operation.CANCEL : Order.Operation.CREATE;
    return new Order(number, operation, country, customer, lines);
  }
}
