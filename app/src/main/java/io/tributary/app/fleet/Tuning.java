package io.tributary.app.fleet;

import java.util.List;

/** What the virtual machines of a fleet are told to be good at. */
public enum Tuning {
  /** Many on one machine: what is compiled quickly serves them better than what is compiled best. */
  MANY("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"),

  /** As the start script runs a role that has a machine of its own. */
  FEW("-XX:+UseParallelGC", "-XX:NewRatio=1", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages", "-Xmx1g");

  private final List<String> options;

  Tuning(String... options) {
    this.options = List.of(options);
  }

  List<String> options() {
    return options;
  }
}
