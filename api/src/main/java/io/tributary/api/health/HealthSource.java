package io.tributary.api.health;

import java.util.Map;

/** How the parts of the platform are, as the process that composed them sees it. Must answer within a second. */
public interface HealthSource {
  /** What a part can be. */
  enum Status {
    UP,
    /** It serves, but with less than it should, or it is catching up. */
    DEGRADED,
    DOWN
  }

  /**
   * How one part is.
   *
   * @param detail for the operator; empty when there is nothing to say
   */
  record Part(Status status, String detail) {
    public static Part up() {
      return new Part(Status.UP, "");
    }
  }

  /**
   * The parts by name. {@code database}, {@code kafka}, {@code sync} (capture and directory) and {@code tenantSchemas}
   * are expected, further ones are shown as they are. The API is ready when no part is DOWN.
   */
  Map<String, Part> check();
}
