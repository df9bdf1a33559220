package io.tributary.schemas;

import java.util.Locale;

/**
 * A bounded context: one Kafka Streams application with its own topics, stores and dead letters (design rule 5). The
 * topic names below are the public contract.
 */
public enum Context {
  DIRECTORY(true),
  CREDITS(true),

  /** Follows the ledger's events, and has only dead letters of its own. */
  USAGE(false);

  private final boolean captured;

  Context(boolean captured) {
    this.captured = captured;
  }

  /** True when Postgres writes for it: it has an outbox, and publishes what comes of it. The others only follow events. */
  public boolean captured() {
    return captured;
  }

  /** Lower-case name, as it stands in topic names and in the outbox's {@code aggregatetype}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Raw capture of the outbox: private, may repeat a row. */
  public String outbox() {
    return "outbox." + id();
  }

  /** Commands, stamped by the broker. */
  public String commands() {
    return id() + ".commands";
  }

  /** The public events, each exactly once under {@code read_committed}. */
  public String events() {
    return id() + ".events";
  }

  /** Internal replies to waiting API instances. */
  public String replies() {
    return id() + ".replies";
  }

  public String deadLetters() {
    return id() + ".dead-letters";
  }

  /** The {@code application.id} of the context's Streams application. */
  public String applicationId() {
    return "tributary-" + id();
  }
}
