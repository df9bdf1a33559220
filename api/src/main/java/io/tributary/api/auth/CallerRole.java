package io.tributary.api.auth;

import java.util.Arrays;
import java.util.Optional;

/** What a token says its bearer is. Levels are SPEC A6's; the platform's operator stands above every tenant. */
public enum CallerRole {
  BASIC(1),
  PREMIUM(2),
  MANAGER(3),
  OWNER(4),
  PLATFORM(5);

  private final int level;

  CallerRole(int level) {
    this.level = level;
  }

  public int level() {
    return level;
  }

  /** By name, in either case. */
  public static Optional<CallerRole> of(String name) {
    return Arrays.stream(values()).filter(role -> role.name().equalsIgnoreCase(name)).findFirst();
  }
}
