package io.tributary.topologies.inventory;

/** Between the model's choices and the schemas'. Names are the same; the schemas' may be of a newer build. */
final class Choices {
  private Choices() {}

  static Tracking model(io.tributary.inventory.Tracking choice) {
    return Tracking.valueOf(choice.name());
  }

  static ValuationMethod model(io.tributary.inventory.ValuationMethod choice) {
    return ValuationMethod.valueOf(choice.name());
  }

  static ReservationStrategy model(io.tributary.inventory.ReservationStrategy choice) {
    return ReservationStrategy.valueOf(choice.name());
  }

  static io.tributary.inventory.OrderStage avro(Stage choice) {
    return io.tributary.inventory.OrderStage.valueOf(choice.name());
  }

  static io.tributary.inventory.OrderStatus avro(Order.Status choice) {
    return io.tributary.inventory.OrderStatus.valueOf(choice.name());
  }

  static io.tributary.inventory.OrderCause avro(InventoryEvent.OrderChanged.Cause choice) {
    return io.tributary.inventory.OrderCause.valueOf(choice.name());
  }

  static io.tributary.inventory.Tracking avro(Tracking choice) {
    return io.tributary.inventory.Tracking.valueOf(choice.name());
  }

  static io.tributary.inventory.ValuationMethod avro(ValuationMethod choice) {
    return io.tributary.inventory.ValuationMethod.valueOf(choice.name());
  }

  static io.tributary.inventory.ReservationStrategy avro(ReservationStrategy choice) {
    return io.tributary.inventory.ReservationStrategy.valueOf(choice.name());
  }
}
