package io.tributary.topologies.inventory;

import java.math.BigDecimal;

/**
 * Goods of an order's line that were reserved at one place.
 *
 * @param place where they lay then, and go back to
 * @param reserved what still lies there
 * @param picked what was taken from there
 * @param packed what is ready to leave
 * @param shipped what has left
 */
public record Portion(
    StockKey place, BigDecimal reserved, BigDecimal picked, BigDecimal packed, BigDecimal shipped) {
  static Portion none(StockKey place) {
    return new Portion(place, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  BigDecimal at(Stage stage) {
    return switch (stage) {
      case WAITING -> BigDecimal.ZERO;
      case RESERVED -> reserved;
      case PICKED -> picked;
      case PACKED -> packed;
      case SHIPPED -> shipped;
    };
  }

  Portion plus(Stage stage, BigDecimal change) {
    BigDecimal now = Quantities.plain(at(stage).add(change));
    return switch (stage) {
      case WAITING -> throw new IllegalArgumentException("what waits lies nowhere");
      case RESERVED -> new Portion(place, now, picked, packed, shipped);
      case PICKED -> new Portion(place, reserved, now, packed, shipped);
      case PACKED -> new Portion(place, reserved, picked, now, shipped);
      case SHIPPED -> new Portion(place, reserved, picked, packed, now);
    };
  }

  boolean isEmpty() {
    return reserved.signum() == 0 && picked.signum() == 0 && packed.signum() == 0 && shipped.signum() == 0;
  }
}
