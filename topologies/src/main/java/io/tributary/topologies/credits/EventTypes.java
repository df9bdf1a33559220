package io.tributary.topologies.credits;

/** The dotted public types of the context's events ({@code meta.type}, {@code ce_type}). */
final class EventTypes {
  static final String FUNDED = "credit.funded";
  static final String ALLOCATED = "credit.allocated";
  static final String CONSUMED = "credit.consumed";
  static final String REFUSED = "credit.refused";

  static final String ACTIVATED = "credit.grant_activated";
  static final String RECURRED = "credit.grant_recurred";
  static final String EXPIRED = "credit.grant_expired";

  private EventTypes() {}
}
