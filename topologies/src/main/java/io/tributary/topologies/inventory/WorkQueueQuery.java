package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse has to do for orders (S1's PickingQueue and ShippingQueue): by priority, promised date (none last), age.
 *
 * @param queue which work
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record WorkQueueQuery(UUID tenantId, Queue queue, String warehouseId, @Nullable String after, int limit)
    implements ViewQuery<Page<WorkQueueQuery.Item>> {
  /** The kinds of work. */
  public enum Queue {
    /** What is reserved and lies at its place. */
    PICKING,
    /** What is picked or packed and has not left. */
    SHIPPING
  }

  /** An order's part in the warehouse. */
  public record Item(
      String orderId,
      @Nullable String customerId,
      Order.Status status,
      int priority,
      @Nullable Instant promisedAt,
      @Nullable Instant pickBy,
      long version,
      Instant createdAt,
      List<Line> lines) {}

  /**
   * Goods of a line at one place, in the order of the walk through the warehouse.
   *
   * @param locationId where they lie, or were taken from
   * @param reserved what is to be picked
   * @param picked what is to be packed
   * @param packed what is to be shipped
   */
  public record Line(
      String lineId,
      String productId,
      String locationId,
      String lot,
      BigDecimal reserved,
      BigDecimal picked,
      BigDecimal packed) {}

  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Item> run(RowReader rows) {
    Bytes list = switch (queue) {
      case PICKING -> InventoryRows.toPick(tenantId, warehouseId);
      case SHIPPING -> InventoryRows.toShip(tenantId, warehouseId);
    };
    return Pages.read(rows, list, after, limit, row -> {
      byte[] order = rows.get(Bytes.wrap(row.value()));
      return item(rows, FactCodec.order(Objects.requireNonNull(order, "a queue tells where its orders are")));
    });
  }

  private Item item(RowReader rows, Order order) {
    List<Line> lines = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      line.portions().stream().filter(this::wanted).forEach(portion -> lines.add(new Line(
          line.lineId(), line.productId(), portion.place().locationId(), portion.place().lot(), portion.reserved(),
          portion.picked(), portion.packed())));
    }
    lines.sort(Comparator.comparing((Line line) -> walkOrder(rows, line)).thenComparing(Line::locationId));
    return new Item(
        order.orderId(), order.terms().customerId(), order.status(), order.terms().priority(),
        order.terms().promisedAt(), order.pickBy(), order.version(), order.createdAt(), lines);
  }

  private long walkOrder(RowReader rows, Line line) {
    byte[] location = rows.get(InventoryRows.fact(tenantId, new LocationKey(warehouseId, line.locationId())));
    Long order = location == null ? null : FactCodec.location(location).walkOrder();
    return order == null ? Long.MAX_VALUE : order;
  }

  private boolean wanted(Portion portion) {
    return portion.place().warehouseId().equals(warehouseId) && switch (queue) {
      case PICKING -> portion.reserved().signum() > 0;
      case SHIPPING -> portion.picked().signum() > 0 || portion.packed().signum() > 0;
    };
  }
}
