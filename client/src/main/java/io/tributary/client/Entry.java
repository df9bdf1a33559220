package io.tributary.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line of the journal. The names are part of the stored data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Entry.Taken.class, name = "taken"),
  @JsonSubTypes.Type(value = Entry.Spent.class, name = "spent"),
  @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled"),
  @JsonSubTypes.Type(value = Entry.Closed.class, name = "closed")
})
sealed interface Entry {
  /** A lease was taken, or stands as it is when the journal was rewritten. */
  record Taken(Lease lease) implements Entry {}

  /** A lease paid. */
  record Spent(Spending spending) implements Entry {}

  /** The ledger has decided on it, for good. */
  record Settled(Operation.Key operation) implements Entry {}

  /** A lease is over. */
  record Closed(String leaseId) implements Entry {}
}
