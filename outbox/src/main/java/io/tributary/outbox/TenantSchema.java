package io.tributary.outbox;

import java.util.regex.Pattern;

/**
 * A tenant's schema, as a stored name. Statements name their tables in full; nothing sets a {@code search_path}, which
 * would stay on a pooled connection and show the next tenant this one's rows.
 */
record TenantSchema(String name) {
  private static final Pattern SAFE = Pattern.compile("tenant_[a-z0-9_]{1,56}");

  TenantSchema {
    if (!SAFE.matcher(name).matches()) {
      throw new IllegalArgumentException("not a tenant's schema name: " + name);
    }
  }

  /** The schema, quoted for SQL. */
  String quoted() {
    return '"' + name + '"';
  }

  /** {@code sql} with every {@code {s}} replaced by the quoted schema. */
  String in(String sql) {
    return sql.replace("{s}", quoted());
  }
}
