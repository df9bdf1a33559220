package io.tributary.schemas;

import java.util.Locale;
import java.util.Set;

/**
 * A bounded context: one Kafka Streams application with its own topics, stores and dead letters (design rule 5). The
 * topic names below are the public contract.
 */
public enum Context {
  DIRECTORY(Source.OUTBOX),
  CREDITS(Source.OUTBOX, Source.COMMANDS),

  /** Follows the ledger's events, and has only dead letters of its own. */
  USAGE(Source.OTHERS),

  /** Decides commands; nothing of it lies in Postgres. */
  INVENTORY(Source.COMMANDS);

  private enum Source {
    OUTBOX,
    COMMANDS,
    OTHERS
  }

  private final Set<Source> sources;

  Context(Source... sources) {
    this.sources = Set.of(sources);
  }

  /** True when Postgres writes for it: it has an outbox, and publishes what comes of it. */
  public boolean captured() {
    return sources.contains(Source.OUTBOX);
  }

  /** True when callers send it commands, and wait for what it decides. */
  public boolean decides() {
    return sources.contains(Source.COMMANDS);
  }

  /** True when it only follows the events of others: it decides and publishes nothing, and nobody waits for it. */
  public boolean follows() {
    return sources.contains(Source.OTHERS);
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
