package io.tributary.app.cli;

import picocli.CommandLine.Option;

/** How a server logs, on standard error: standard output is for people. */
final class LogOptions {
  /** What a line of the log looks like. */
  enum Format {
    /** For people. */
    TEXT("STDERR"),
    /** One JSON object each, for what gathers logs. */
    JSON("STDERR_JSON");

    /** Of logback.xml. */
    private final String appender;

    Format(String appender) {
      this.appender = appender;
    }
  }

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "${env:TRIBUTARY_LOG_FORMAT:-text}",
      description = "text or json (TRIBUTARY_LOG_FORMAT; default: text).")
  private Format format;

  /** To be called before anything logs. */
  void apply() {
    System.setProperty("tributary.log.to", format.appender);
  }
}
