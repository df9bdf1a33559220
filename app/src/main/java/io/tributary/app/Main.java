package io.tributary.app;

import io.tributary.app.cli.TributaryCommand;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(TributaryCommand.run(args));
  }
}
