package io.tributary.app;

/** What the program's exit status means; {@code --help} lists them. */
public enum ExitCode {
  OK(0, "Done"),
  FAILED(1, "It did not work; the message says why"),
  USAGE(2, "The command line is wrong"),
  NO_INSTANCE(3, "No instance runs on the data directory"),
  IN_USE(4, "The data directory or a port is taken"),
  PART_FAILED(5, "A part of the platform failed to start or stopped by itself"),
  MISMATCH(6, "The platform's totals are not the expected ones");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  public int status() {
    return status;
  }

  public String meaning() {
    return meaning;
  }
}
