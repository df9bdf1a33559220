package io.tributary.app.fleet;

import java.util.List;

/**
 * One process of a fleet.
 *
 * @param name also its instance id
 * @param httpPort where its API is, or its health alone
 * @param queryPort where its stores are asked, where it has some
 */
public record Member(String name, Kind kind, int httpPort, int queryPort) {
  /** The role that a process plays. */
  public enum Kind {
    WORKER("worker"),
    API("api"),
    CAPTURE("capture"),

    /** All of them in one process. */
    SERVE("serve");

    private final String command;

    Kind(String command) {
      this.command = command;
    }
  }

  List<String> arguments() {
    return List.of(kind.command);
  }

  /** Where it is reached from this machine. */
  public String url() {
    return "http://localhost:" + httpPort;
  }
}
