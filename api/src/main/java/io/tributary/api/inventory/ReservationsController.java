package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.inventory.InventoryCommands.Common;
import io.tributary.api.inventory.InventoryReader.Ask;
import io.tributary.api.inventory.InventoryReader.InventoryList;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Request;
import io.tributary.inventory.CommitReservation;
import io.tributary.inventory.ReleaseReservation;
import io.tributary.inventory.ReservationStrategy;
import io.tributary.inventory.ReserveStock;
import io.tributary.queries.Position;
import io.tributary.schemas.ErrorCode;
import io.tributary.topologies.inventory.Reservation;
import io.tributary.topologies.inventory.ReservationQuery;
import io.tributary.topologies.inventory.ReservationsQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keeps stock for orders (S1 4.5); always fresh (SPEC D7). */
@RestController
@RequestMapping("/api/v1/reservations")
@Tag(name = "Reservations")
class ReservationsController {
  private static final long MAX_TIMEOUT = 366L * 24 * 3600;

  /**
   * What to keep, for which line of which order.
   *
   * @param warehouseId where it may be taken from; anywhere when absent
   * @param strategy {@code fifo}, {@code fefo}, {@code lifo} or {@code nearest}, by the locations' {@code walkOrder}; {@code fifo} when
   *     absent
   * @param partial reserve what there is, and wait for the rest
   * @param priority who waits is served by it, the highest first; then by {@code promisedAt}
   * @param timeoutSeconds from the decision on, by the platform's clock; it never expires when absent
   */
  record NewReservation(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String productId,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      @Nullable String orderId,
      @Nullable String orderLineId,
      @Nullable String warehouseId,
      @Nullable String locationId,
      @Nullable String lot,
      @Nullable String strategy,
      @Nullable Boolean partial,
      @Nullable Integer priority,
      @Nullable Instant promisedAt,
      @Nullable Long timeoutSeconds) {}

  /**
   * How much of a reservation.
   *
   * @param quantity all of it when absent
   * @param unit that the quantity is in, one of the product's; its stock unit when absent
   */
  record SomeOfReservation(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable BigDecimal quantity,
      @Nullable String unit) {}

  private final InventoryCommands commands;
  private final InventoryReader reader;

  ReservationsController(InventoryCommands commands, InventoryReader reader) {
    this.commands = commands;
    this.reader = reader;
  }

  @PostMapping
  @Operation(
      summary = "Reserve stock for a line of an order",
      description =
          "All of it, or with `partial` what there is; the rest then waits for the next receipt. Nothing is ever reserved"
              + " twice: the answer is the committed decision.")
  ResponseEntity<?> reserve(@RequestBody NewReservation body, Request by) {
    ReservationStrategy strategy = body.strategy() == null
        ? ReservationStrategy.FIFO
        : ReservationStrategy.valueOf(Fields.choice(
            "strategy", body.strategy(), io.tributary.topologies.inventory.ReservationStrategy.class).name());
    Long timeout = body.timeoutSeconds();
    if (timeout != null && (timeout < 1 || timeout > MAX_TIMEOUT)) {
      throw Fields.invalid("timeoutSeconds", "timeoutSeconds must be 1 to " + MAX_TIMEOUT);
    }
    return commands.send(
        by, Action.MOVE_STOCK, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "stock.reserve", HttpStatus.CREATED,
        (meta, operationId) -> ReserveStock.newBuilder()
            .setMeta(meta)
            .setOperationId(operationId)
            .setProductId(Names.id("productId", body.productId()))
            .setQuantity(Numbers.positive("quantity", body.quantity()))
            .setUnit(Fields.optionalText("unit", body.unit(), 20))
            .setOrderId(Fields.text("orderId", body.orderId(), 100))
            .setOrderLineId(Fields.optionalText("orderLineId", body.orderLineId(), 100))
            .setWarehouseId(Names.optionalId("warehouseId", body.warehouseId()))
            .setLocationId(Names.optionalId("locationId", body.locationId()))
            .setLot(Fields.optionalText("lot", body.lot(), 100))
            .setStrategy(strategy)
            .setPartial(Boolean.TRUE.equals(body.partial()))
            .setPriority(Objects.requireNonNullElse(body.priority(), 0))
            .setPromisedAt(body.promisedAt() == null ? null : body.promisedAt().truncatedTo(ChronoUnit.MILLIS))
            .setTimeoutSeconds(timeout)
            .build());
  }

  @PostMapping("/{reservationId}/release")
  @Operation(summary = "Give back what a reservation keeps, or some of it")
  ResponseEntity<?> release(@PathVariable String reservationId, @RequestBody SomeOfReservation body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "reservation.release", HttpStatus.OK,
        (meta, operationId) -> new ReleaseReservation(
            meta, operationId, Names.id("reservationId", reservationId),
            Numbers.optionalPositive("quantity", body.quantity()), Fields.optionalText("unit", body.unit(), 20)));
  }

  @PostMapping("/{reservationId}/commit")
  @Operation(summary = "Let reserved goods leave the stock, all or some of them")
  ResponseEntity<?> commit(@PathVariable String reservationId, @RequestBody SomeOfReservation body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "reservation.commit", HttpStatus.OK,
        (meta, operationId) -> new CommitReservation(
            meta, operationId, Names.id("reservationId", reservationId),
            Numbers.optionalPositive("quantity", body.quantity()), Fields.optionalText("unit", body.unit(), 20)));
  }

  @GetMapping
  @Operation(summary = "List reservations, oldest first")
  ResponseEntity<InventoryList<Reservation>> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String orderId,
      @RequestParam(required = false) @Nullable String productId,
      @RequestParam(required = false) @Nullable String status,
      Caller caller,
      Position atLeast) {
    Reservation.Status wanted = status == null
        ? null
        : Fields.choice("status", status.toLowerCase(Locale.ROOT), Reservation.Status.class);
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList("reservations", orderId, productId, status),
        (tenant, after, most) -> new ReservationsQuery(tenant, orderId, productId, wanted, after, most),
        reservation -> reservation);
  }

  @GetMapping("/{reservationId}")
  @Operation(summary = "Show a reservation, open or ended")
  ResponseEntity<Reservation> show(
      @PathVariable String reservationId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    ReservationQuery query = new ReservationQuery(reader.tenant(caller, tenantId), reservationId);
    return reader.one(query, atLeast, ErrorCode.RESERVATION_NOT_FOUND, found -> found);
  }
}
