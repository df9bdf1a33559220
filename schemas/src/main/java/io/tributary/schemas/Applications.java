package io.tributary.schemas;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The suite's applications and the one table of their aliases (SPEC "Where the seeds disagree", 3): both spellings are
 * accepted, the canonical one is stored.
 */
public final class Applications {
  private static final Map<String, String> CANONICAL =
      Map.ofEntries(
          Map.entry("crm", "crm"),
          Map.entry("hr", "hr"),
          Map.entry("hrms", "hr"),
          Map.entry("projects", "projects"),
          Map.entry("operations", "operations"),
          Map.entry("ops", "operations"),
          Map.entry("finance", "finance"),
          Map.entry("affiliate", "affiliate"),
          Map.entry("system", "system"),
          Map.entry("wrapper", "wrapper"));

  private Applications() {}

  /**
   * The stored name of an application, whatever case or alias was given.
   *
   * @throws ProblemException {@code INVALID_FIELD}, naming the field {@code application}, when there is no such application
   */
  public static String canonical(String application) {
    return canonical(application, "application");
  }

  /** As {@link #canonical(String)}, for a request that calls the field otherwise, such as {@code targetApplication}. */
  public static String canonical(String application, String field) {
    String name = CANONICAL.get(application.toLowerCase(Locale.ROOT));
    if (name == null) {
      throw new ProblemException(ErrorCode.INVALID_FIELD, field, field + " must be one of " + all());
    }
    return name;
  }

  /** The canonical names, sorted. */
  public static Set<String> all() {
    return new TreeSet<>(CANONICAL.values());
  }
}
