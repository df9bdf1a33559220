package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;

/** A context has two stores; more would mean more files, changelogs and transaction markers. */
public enum StoreKind {
  /** Aggregates that nobody reads as they are, operation log, timers and dedupe watermarks. */
  STATE,
  /** Rows for queries, also those that decisions depend on, and the watermarks of the input that they reflect. */
  VIEWS;

  /** The store's name, which is part of its changelog's name. */
  public String storeName(Context context) {
    return context.id() + "-" + switch (this) {
      case STATE -> "state";
      case VIEWS -> "views";
    };
  }
}
