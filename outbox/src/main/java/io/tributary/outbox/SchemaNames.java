package io.tributary.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names for tenants' schemas: {@code tenant_} + what is legible of the domain + a short hash of it. A name is made once,
 * stored with the tenant and never computed again (SPEC A2), so this rule may change without moving anyone.
 */
final class SchemaNames {
  private static final int SLUG = 40;
  private static final int HASH = 10;

  private SchemaNames() {}

  /**
   * At most 58 ASCII characters, under Postgres's 63 bytes.
   *
   * @param attempt 0, then counting up while the name is taken
   */
  static String candidate(String domain, int attempt) {
    String slug = domain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String legible = slug.length() > SLUG ? slug.substring(0, SLUG) : slug;
    return "tenant_" + legible + "_" + hash(attempt == 0 ? domain : domain + "#" + attempt);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
