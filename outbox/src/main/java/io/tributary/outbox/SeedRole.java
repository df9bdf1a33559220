package io.tributary.outbox;

import io.tributary.directory.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The roles of a new tenant (S3 "Role-Based Access Control"); a higher one may all that a lower one may. */
enum SeedRole {
  BASIC(1) {
    @Override
    Stream<Permission> own() {
      return Stream.of(
          new Permission("profile", "read", Map.of("owner", "self")),
          new Permission("profile", "update", Map.of("owner", "self")),
          new Permission("settings", "read", Map.of()));
    }
  },
  PREMIUM(2) {
    @Override
    Stream<Permission> own() {
      return Stream.of(
          new Permission("analytics", "read", Map.of()),
          new Permission("credits", "read", Map.of()),
          new Permission("users", "read", Map.of()));
    }
  },
  MANAGER(3) {
    @Override
    Stream<Permission> own() {
      return Stream.of(
          new Permission("users", "create", Map.of()),
          new Permission("users", "update", Map.of()),
          new Permission("roles", "read", Map.of()),
          new Permission("credits", "update", Map.of()));
    }
  },
  OWNER(4) {
    @Override
    Stream<Permission> own() {
      return Stream.of(
          new Permission("users", "delete", Map.of()),
          new Permission("roles", "create", Map.of()),
          new Permission("roles", "update", Map.of()),
          new Permission("roles", "delete", Map.of()),
          new Permission("settings", "update", Map.of()),
          new Permission("credits", "create", Map.of()));
    }
  };

  private final int level;

  SeedRole(int level) {
    this.level = level;
  }

  int level() {
    return level;
  }

  /** What this role adds to the one below it. */
  abstract Stream<Permission> own();

  /** All that the role may, what is inherited first. */
  List<Permission> permissions() {
    List<Permission> all = new ArrayList<>();
    for (SeedRole role : values()) {
      if (role.level <= level) {
        role.own().forEach(all::add);
      }
    }
    return List.copyOf(all);
  }
}
