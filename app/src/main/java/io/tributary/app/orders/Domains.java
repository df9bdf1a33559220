package io.tributary.app.orders;

import java.text.Normalizer;
import java.util.Locale;

/** A domain from a tenant's name: lower-case ASCII words joined by hyphens, under the reserved {@code .example}. */
public final class Domains {
  private Domains() {}

  public static String of(String tenantName) {
    String slug = Normalizer.normalize(tenantName, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-+|-+$", "");
    if (slug.isEmpty() || slug.length() > 50) {
      // Names in other scripts, and long ones, stay distinct.
      slug = "tenant-" + Integer.toHexString(tenantName.hashCode());
    }
    return slug + ".example";
  }
}
