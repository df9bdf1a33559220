package io.tributary.app.platform;

import io.tributary.app.start.Startup;
import io.tributary.app.start.Supervisor;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;

/** What a process runs. */
public interface Role {
  /** Where its log is, for people. */
  String log();

  /** Goes on after "Tributary 1.2.3, ". */
  String title();

  /** Adds the steps of its start. */
  Running prepare(Startup startup);

  /** The same process, once all steps have been made. */
  interface Running {
    /** Lets itself be found, and looks after what runs, until the result is closed: before the parts are stopped. */
    Closeable begin(Supervisor supervisor) throws IOException;

    /** Tells where it can be reached. */
    void describe(PrintStream out);
  }
}
