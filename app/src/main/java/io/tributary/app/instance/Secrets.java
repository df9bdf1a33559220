package io.tributary.app.instance;

import io.tributary.queries.remote.QueryTls;
import io.tributary.queries.remote.Trust;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A platform's keys, 32 random bytes each. They live as long as its data does, and all its instances share them.
 *
 * @param token signs bearer tokens and list cursors
 * @param position signs {@code Tributary-Position}, and what processes ask each other
 * @param master wraps the keys that personal data is sealed with: without it that data can't be read again
 * @param tls of the port where processes ask each other, where there is TLS
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; arrays, because that is what keys are made of
public record Secrets(byte[] token, byte[] position, byte[] master, Optional<QueryTls> tls) {
  /** Of what processes ask each other; the secret is used for keys that are derived from it, each for one purpose. */
  public Trust queries() {
    return new Trust(position, tls);
  }

  /** The same keys, and TLS where processes ask each other. */
  public Secrets with(QueryTls queries) {
    return new Secrets(token, position, master, Optional.of(queries));
  }

  /** Makes what is missing: for a platform that is being set up. */
  public static Secrets create(Path directory) {
    KeyFiles files = new KeyFiles(directory, "");
    return new Secrets(files.obtain("token"), files.obtain("position"), files.obtain("master"), Optional.empty());
  }

  /** Reads the keys of an existing data directory, where a missing one is a fault. */
  static Secrets load(Path directory) {
    return load(new KeyFiles(directory, "Restore it, or start on another data directory."));
  }

  /**
   * Reads the keys of a platform on external servers, where a missing one is a fault.
   *
   * @throws io.tributary.app.CommandFailure naming the key that is missing or damaged
   */
  public static Secrets served(Path directory) {
    return load(new KeyFiles(directory, "Restore it; for a new database, `tributary secrets " + directory + "` makes keys."));
  }

  private static Secrets load(KeyFiles files) {
    return new Secrets(files.read("token"), files.read("position"), files.read("master"), Optional.empty());
  }
}
