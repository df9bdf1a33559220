package io.tributary.app.platform;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.connectors.CaptureConfig;
import io.tributary.schemas.KafkaAccess;
import java.net.URI;

/**
 * Where PostgreSQL is.
 *
 * @param jdbcUrl such as {@code jdbc:postgresql://host:5432/tributary}
 * @param user owns the database, and may replicate where this process captures
 */
public record Database(String jdbcUrl, String user, String password) {
  private static final int POSTGRES_PORT = 5432;
  private static final String SCHEME = "jdbc:postgresql://";

  /** @throws CommandFailure {@code USAGE} when the URL isn't PostgreSQL's; it is not repeated, it may hold a password */
  public Database {
    if (!jdbcUrl.startsWith(SCHEME)) {
      throw wrong("must begin with " + SCHEME);
    }
  }

  /**
   * The address in the parts that the connector wants.
   *
   * @throws CommandFailure {@code USAGE} when the URL names several hosts or has parameters, which capture would not heed
   */
  public CaptureConfig capture(KafkaAccess kafka) {
    try {
      URI url = URI.create(jdbcUrl.substring("jdbc:".length()));
      String path = url.getPath();
      if (url.getHost() != null && path.length() > 1 && url.getQuery() == null) {
        int port = url.getPort() < 0 ? POSTGRES_PORT : url.getPort();
        return CaptureConfig.of(url.getHost(), port, path.substring(1), user, password, kafka);
      }
    } catch (IllegalArgumentException e) {
      // Told below, together with what can be parsed and not used.
    }
    throw wrong("must have the form " + SCHEME + "host:port/database for capture: one host, no parameters");
  }

  private static CommandFailure wrong(String how) {
    return new CommandFailure(ExitCode.USAGE, "The URL of PostgreSQL " + how + ".");
  }

  /** Without parameters, which may hold a password. */
  @Override
  public String toString() {
    return jdbcUrl.substring("jdbc:".length()).replaceFirst("\\?.*", "");
  }
}
