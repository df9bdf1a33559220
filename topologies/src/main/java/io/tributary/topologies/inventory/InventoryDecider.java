package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.OrderKey;
import io.tributary.topologies.inventory.FactKey.RevaluationKey;
import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryCommand.CancelOrder;
import io.tributary.topologies.inventory.InventoryCommand.Commit;
import io.tributary.topologies.inventory.InventoryCommand.CreateLocation;
import io.tributary.topologies.inventory.InventoryCommand.CreateProduct;
import io.tributary.topologies.inventory.InventoryCommand.CreateWarehouse;
import io.tributary.topologies.inventory.InventoryCommand.FollowUp;
import io.tributary.topologies.inventory.InventoryCommand.HandleOrder;
import io.tributary.topologies.inventory.InventoryCommand.Issue;
import io.tributary.topologies.inventory.InventoryCommand.OrderCommand;
import io.tributary.topologies.inventory.InventoryCommand.PlaceOrder;
import io.tributary.topologies.inventory.InventoryCommand.Receive;
import io.tributary.topologies.inventory.InventoryCommand.ReceiveTransfer;
import io.tributary.topologies.inventory.InventoryCommand.Recount;
import io.tributary.topologies.inventory.InventoryCommand.Release;
import io.tributary.topologies.inventory.InventoryCommand.ReservationCommand;
import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.inventory.InventoryCommand.SendTransfer;
import io.tributary.topologies.inventory.InventoryCommand.SetPolicy;
import io.tributary.topologies.inventory.InventoryCommand.SetReorderPoint;
import io.tributary.topologies.inventory.InventoryCommand.StockCommand;
import io.tributary.topologies.inventory.InventoryCommand.Transfer;
import io.tributary.topologies.inventory.InventoryCommand.UpdateLocation;
import io.tributary.topologies.inventory.InventoryCommand.UpdateProduct;
import io.tributary.topologies.inventory.InventoryCommand.UpdateWarehouse;
import io.tributary.topologies.inventory.InventoryEvent.PolicySet;
import io.tributary.topologies.inventory.InventoryEvent.Refused;
import io.tributary.topologies.kernel.Course;
import io.tributary.topologies.kernel.Decider;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.TenantStanding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the inventory; pure. A product's reservations that have expired by a command's time are released before the
 * command is decided; a refused command changes nothing, not even those.
 */
public final class InventoryDecider implements Decider<InventoryState, Operation, InventoryEvent, Refusal> {
  /** Few enough for a decision that others wait behind, and for one event. */
  public static final int REVALUED_AT_ONCE = 500;

  private final OrderFulfillmentSaga saga = new OrderFulfillmentSaga();
  private final int revaluedAtOnce;

  public InventoryDecider() {
    this(REVALUED_AT_ONCE);
  }

  /** @param revaluedAtOnce most movements of a product that are valued anew in one decision, at least 1 */
  public InventoryDecider(int revaluedAtOnce) {
    this.revaluedAtOnce = revaluedAtOnce;
  }

  @Override
  public Outcome<InventoryEvent, Refusal> decide(InventoryState state, Operation operation, Instant time) {
    try {
      if (state.tenant() == TenantStanding.INACTIVE) {
        throw new RefusedException(Refusal.TENANT_NOT_ACTIVE);
      }
      Course<InventoryState, InventoryEvent> settled = settled(state, operation.command(), time);
      List<InventoryEvent> events = new ArrayList<>(settled.events());
      events.addAll(follow(settled.state(), perform(settled.state(), operation, time), time).events());
      return new Outcome.Accepted<>(events);
    } catch (RefusedException refused) {
      Refused event = new Refused(operation, refused.reason(), Subject.id(operation), refused.orderLineId(), time);
      return new Outcome.Refused<>(refused.reason(), List.of(event));
    }
  }

  /** Releases a product's reservations that have expired by {@code time}. */
  public List<InventoryEvent> settle(InventoryState state, String productId, Instant time) {
    StockBook book = new StockBook(state, productId, time);
    Totals before = book.totals();
    ReservationRules.expire(book);
    ReservationRules.fill(book);
    return follow(state, book.events(before), time).events();
  }

  /** Gives up what an order's deadlines are over for by {@code time}. */
  public List<InventoryEvent> settleOrder(InventoryState state, String orderId, Instant time) {
    Order order = state.find(new OrderKey(orderId));
    return order == null ? List.of() : follow(state, OrderRules.lapse(order, time), time).events();
  }

  private Course<InventoryState, InventoryEvent> settled(InventoryState state, InventoryCommand command, Instant time) {
    List<InventoryEvent> events =
        command instanceof OrderCommand about ? settleOrder(state, about.orderId(), time) : List.of();
    InventoryState now = state;
    for (InventoryEvent event : events) {
      now = evolve(now, event);
    }
    return new Course<>(now, events);
  }

  private Course<InventoryState, InventoryEvent> follow(
      InventoryState state, List<InventoryEvent> events, Instant time) {
    return Course.of(state, events, new Course.Rules<>(
        (now, command) -> FollowUps.decide(now, command, time), this::evolve, saga));
  }

  /** Values the next movements of a product anew; nothing when that is done. */
  public List<InventoryEvent> revalue(InventoryState state, String productId, Instant time) {
    Revaluation running = state.find(new RevaluationKey(productId));
    if (running == null) {
      return List.of();
    }
    StockBook book = new StockBook(state, productId, time);
    Totals before = book.totals();
    RevaluationRules.goOn(book, running, revaluedAtOnce);
    return book.events(before);
  }

  @Override
  public InventoryState evolve(InventoryState state, InventoryEvent event) {
    return state.with(event.changes());
  }

  private List<InventoryEvent> perform(InventoryState state, Operation operation, Instant time) {
    return switch (operation.command()) {
      case CreateProduct create -> {
        expect(operation, 0);
        yield CatalogRules.create(state, create, operation.newId(), time);
      }
      case UpdateProduct update -> {
        expect(operation, CatalogRules.product(state, update.productId()).version());
        yield CatalogRules.update(state, update, time);
      }
      case SetReorderPoint reorder -> {
        expect(operation, CatalogRules.product(state, reorder.productId()).version());
        yield CatalogRules.reorder(state, reorder, time);
      }
      case CreateWarehouse create -> {
        expect(operation, 0);
        yield List.of(PlaceRules.create(state, create, operation.newId(), time));
      }
      case UpdateWarehouse update -> {
        expect(operation, PlaceRules.warehouse(state, update.warehouseId()).version());
        yield List.of(PlaceRules.update(state, update, time));
      }
      case CreateLocation create -> {
        expect(operation, 0);
        yield List.of(PlaceRules.create(state, create, operation.newId(), time));
      }
      case UpdateLocation update -> {
        expect(operation, PlaceRules.location(state, new LocationKey(update.warehouseId(), update.locationId())).version());
        yield List.of(PlaceRules.update(state, update, time));
      }
      case SetPolicy policy -> {
        expect(operation, state.policy().version());
        yield List.of(new PolicySet(new Policy(
            policy.allowNegative(), policy.keepValuationDays(), state.policy().version() + 1, time)));
      }
      case SendTransfer send -> {
        expect(operation, 0);
        yield TransferRules.send(state, send, operation.newId(), time);
      }
      case ReceiveTransfer receive -> {
        expect(operation, TransferRules.open(state, receive.transferId()).version());
        yield TransferRules.receive(state, receive, time);
      }
      case PlaceOrder place -> {
        expect(operation, 0);
        yield List.of(OrderRules.place(state, place, operation.newId(), time));
      }
      case OrderCommand about -> {
        Order order = OrderRules.open(state, about.orderId());
        expect(operation, order.version());
        yield switch (about) {
          case HandleOrder handle -> OrderRules.handle(order, state, handle, time);
          case CancelOrder cancel -> List.of(OrderRules.cancel(order, cancel, time));
        };
      }
      case FollowUp internal -> throw new IllegalArgumentException("nobody asks for what follows by itself");
      case StockCommand stock -> stock(state, operation, stock, time);
      case ReservationCommand ending -> end(state, operation, ending, time);
    };
  }

  private List<InventoryEvent> stock(InventoryState state, Operation operation, StockCommand told, Instant time) {
    StockBook book =
        new StockBook(state, told.productId(), time, RevaluationRules.date(operation.occurredAt(), state.policy(), time));
    StockCommand command = Units.inStockUnit(book.product(), told, operation.unit());
    Totals before = book.totals();
    expect(operation, before.version());
    ReservationRules.expire(book);
    switch (command) {
      case Receive receive -> StockRules.receive(book, receive);
      case Transfer transfer -> StockRules.transfer(book, transfer);
      case Issue issue -> StockRules.issue(book, issue);
      case Adjust adjust -> StockRules.adjust(book, adjust);
      case Recount recount -> StockRules.recount(book, recount);
      case Reserve reserve -> ReservationRules.reserve(book, reserve, operation.newId());
    }
    if (book.occurredAt().isBefore(time)) {
      RevaluationRules.follow(book, revaluedAtOnce);
    }
    ReservationRules.fill(book);
    return book.events(before);
  }

  private static List<InventoryEvent> end(
      InventoryState state, Operation operation, ReservationCommand command, Instant time) {
    Reservation known = ReservationRules.open(state, command.reservationId());
    if (TransferRules.keeps(state, known) || OrderRules.keeps(state, known)) {
      throw new RefusedException(Refusal.RESERVATION_OF_ORDER);
    }
    expect(operation, known.version());
    StockBook book = new StockBook(state, known.productId(), time);
    Totals before = book.totals();
    ReservationRules.expire(book);
    Reservation open = ReservationRules.open(book.state(), command.reservationId());
    BigDecimal quantity = command.quantity() == null
        ? null
        : Units.inStockUnit(book.product(), command.quantity(), operation.unit());
    switch (command) {
      case Release release -> ReservationRules.release(book, open, quantity);
      case Commit commit -> ReservationRules.commit(book, open, quantity);
    }
    ReservationRules.fill(book);
    return book.events(before);
  }

  private static void expect(Operation operation, long version) {
    if (operation.expectedVersion() != null && operation.expectedVersion() != version) {
      throw new RefusedException(Refusal.VERSION_CONFLICT);
    }
  }
}
