package io.tributary.outbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a tenant subscribes to. The lower-case name is what requests, rows and events carry. */
public enum Plan {
  FREE,
  STARTER,
  PROFESSIONAL,
  ENTERPRISE;

  /** The name in JSON, tables and events. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The plan of that name, in any case. */
  public static Optional<Plan> of(String id) {
    return Arrays.stream(values()).filter(plan -> plan.id().equals(id.toLowerCase(Locale.ROOT))).findFirst();
  }

  /** The names, for a message. */
  public static String all() {
    return Arrays.stream(values()).map(Plan::id).collect(Collectors.joining(", "));
  }
}
