package io.tributary.topologies.credits;

/** The dotted public types of the context's events ({@code meta.type}, {@code ce_type}). */
final class EventTypes {
  static final String FUNDED = "credit.funded";
  static final String ALLOCATED = "credit.allocated";
  static final String CONSUMED = "credit.consumed";
  static final String REFUSED = "credit.refused";

  private EventTypes() {}
}
