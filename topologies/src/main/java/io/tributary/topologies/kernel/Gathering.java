package io.tributary.topologies.kernel;

/**
 * What a task's handlers have understood and not yet turned into rows, because most records of a transaction change the same few. It
 * is written once, before the transaction commits, and so by every commit and never by an aborted one.
 *
 * <p>A record that fails leaves nothing here: its handler adds to it as the last thing that it does.
 */
public interface Gathering {
  /** Called before the first record, again whenever the task starts over: forgets. */
  void open();

  /** Writes everything, and forgets it. What can't be written fails the task, since the records are handled already. */
  void write(Rows views);
}
