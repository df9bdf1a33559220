package io.tributary.api.inventory;

import io.tributary.api.inventory.InventoryCommands.Common;
import io.tributary.api.requests.Fields;
import io.tributary.common.CommandMeta;
import io.tributary.inventory.OrderItem;
import io.tributary.inventory.OrderSelection;
import io.tributary.inventory.Pick;
import io.tributary.inventory.PlaceOrder;
import io.tributary.inventory.ReservationStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Bodies of requests about orders. */
final class OrderRequests {
  static final int MAX_LINES = 2_000;
  private static final long MAX_SECONDS = 366L * 24 * 3600;

  private OrderRequests() {}

  /**
   * An order.
   *
   * @param orderId made by the platform when absent
   * @param partial reserve what there is, and wait for the rest; else all or nothing
   * @param priority who is served and picked first, the highest; then by {@code promisedAt}
   * @param reserveWithinSeconds what waits longer is given up; it waits for ever when absent
   * @param pickWithinSeconds what is not picked so long after all was reserved is given up; never when absent
   */
  record NewOrder(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable String orderId,
      @Nullable String customerId,
      @Nullable Boolean partial,
      @Nullable Integer priority,
      @Nullable Instant promisedAt,
      @Nullable Long reserveWithinSeconds,
      @Nullable Long pickWithinSeconds,
      @Nullable List<@Nullable Line> lines) {
    Common common() {
      return new Common(tenantId, operationId, null);
    }

    SpecificRecord command(CommandMeta meta, String operation) {
      return PlaceOrder.newBuilder()
          .setMeta(meta)
          .setOperationId(operation)
          .setOrderId(Names.optionalId("orderId", orderId))
          .setCustomerId(Fields.optionalText("customerId", customerId, 100))
          .setPartial(Boolean.TRUE.equals(partial))
          .setPriority(Objects.requireNonNullElse(priority, 0))
          .setPromisedAt(promisedAt == null ? null : promisedAt.truncatedTo(ChronoUnit.MILLIS))
          .setReserveWithinSeconds(seconds("reserveWithinSeconds", reserveWithinSeconds))
          .setPickWithinSeconds(seconds("pickWithinSeconds", pickWithinSeconds))
          .setItems(items())
          .build();
    }

    private List<OrderItem> items() {
      List<@Nullable Line> given = Fields.required("lines", lines);
      if (given.isEmpty() || given.size() > MAX_LINES) {
        throw Fields.invalid("lines", "lines must have 1 to " + MAX_LINES + " items");
      }
      List<OrderItem> items = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (Line line : given) {
        String at = "lines[" + items.size() + "]";
        OrderItem item = Fields.required(at, line).item(at, String.valueOf(items.size() + 1));
        if (!ids.add(item.getLineId())) {
          throw Fields.invalid(at + ".lineId", at + ".lineId stands in an earlier line");
        }
        items.add(item);
      }
      return items;
    }
  }

  /**
   * What is ordered.
   *
   * @param lineId its place in the order, from 1, when absent
   * @param unit that the quantity is in, one of the product's; its stock unit when absent
   * @param warehouseId where it is taken from; from anywhere when absent
   * @param lot or serial number, where the product has them
   * @param strategy {@code fifo}, {@code fefo}, {@code lifo} or {@code nearest}, by the locations' {@code walkOrder}; {@code fifo} when
   *     absent
   */
  record Line(
      @Nullable String lineId,
      @Nullable String productId,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      @Nullable String warehouseId,
      @Nullable String lot,
      @Nullable String strategy) {
    OrderItem item(String at, String place) {
      return new OrderItem(
          lineId == null ? place : Names.id(at + ".lineId", lineId),
          Names.id(at + ".productId", productId),
          Numbers.positive(at + ".quantity", quantity),
          Names.optionalId(at + ".warehouseId", warehouseId),
          Fields.optionalText(at + ".lot", lot, 100),
          strategy == null
              ? ReservationStrategy.FIFO
              : ReservationStrategy.valueOf(Fields.choice(
                  at + ".strategy", strategy, io.tributary.topologies.inventory.ReservationStrategy.class).name()),
          Fields.optionalText(at + ".unit", unit, 20));
    }
  }

  /**
   * Picking, packing or shipping.
   *
   * @param warehouseId only there; everywhere when absent
   * @param lines only these; all when absent
   * @param carrier of a shipment
   * @param trackingNumber of a shipment
   * @param reason of picking, why something is missing
   */
  record Work(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String warehouseId,
      @Nullable List<@Nullable Some> lines,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      @Nullable String reason) {
    /**
     * Some of a line.
     *
     * @param quantity all that is there, but what is missing, when absent; it may be 0 where something is missing
     * @param unit that both quantities are in; the product's stock unit when absent
     * @param locationId only what was reserved there; anywhere when absent
     * @param lot or serial number, only this one; any when absent
     * @param missing of picking: what was reserved and is not there
     */
    record Some(
        @Nullable String lineId,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable String locationId,
        @Nullable String lot,
        @Nullable BigDecimal missing) {
      OrderSelection selection(String at) {
        return new OrderSelection(
            Names.id(at + ".lineId", lineId),
            missing == null
                ? Numbers.optionalPositive(at + ".quantity", quantity)
                : Numbers.optionalNotNegative(at + ".quantity", quantity),
            Fields.optionalText(at + ".unit", unit, 20),
            Names.optionalId(at + ".locationId", locationId),
            Fields.optionalText(at + ".lot", lot, 100),
            Numbers.optionalPositive(at + ".missing", missing));
      }
    }

    Common common() {
      return new Common(tenantId, operationId, expectedVersion);
    }

    @Nullable String warehouse() {
      return Names.optionalId("warehouseId", warehouseId);
    }

    List<OrderSelection> selection() {
      List<OrderSelection> selection = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (Some some : lines == null ? List.<@Nullable Some>of() : lines) {
        String at = "lines[" + selection.size() + "]";
        OrderSelection given = Fields.required(at, some).selection(at);
        if (!ids.add(given.getLineId())) {
          throw Fields.invalid(at + ".lineId", at + ".lineId stands in an earlier line");
        }
        selection.add(given);
      }
      return selection;
    }

    /** Of work that finds what was picked: nothing is missing. */
    List<OrderSelection> found() {
      List<OrderSelection> selection = selection();
      for (int i = 0; i < selection.size(); i++) {
        if (selection.get(i).getMissing() != null) {
          throw Fields.invalid("lines[" + i + "].missing", "only what is picked can be missing");
        }
      }
      return selection;
    }

    /** Says why something is missing, where something is. */
    SpecificRecord pick(CommandMeta meta, String operation, String orderId) {
      String id = Names.id("orderId", orderId);
      String warehouse = warehouse();
      List<OrderSelection> selection = selection();
      boolean missing = selection.stream().anyMatch(one -> one.getMissing() != null);
      return new Pick(meta, operation, id, warehouse, selection, missing ? Fields.text("reason", reason, 200) : null);
    }
  }

  record Cancellation(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String reason) {
    Common common() {
      return new Common(tenantId, operationId, expectedVersion);
    }
  }

  private static @Nullable Long seconds(String field, @Nullable Long seconds) {
    if (seconds != null && (seconds < 1 || seconds > MAX_SECONDS)) {
      throw Fields.invalid(field, field + " must be 1 to " + MAX_SECONDS);
    }
    return seconds;
  }
}
