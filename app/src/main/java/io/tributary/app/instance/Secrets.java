package io.tributary.app.instance;

import java.nio.file.Path;

/**
 * An instance's keys, 32 random bytes each. They are made with the data directory and live as long as it does.
 *
 * @param token signs bearer tokens and list cursors
 * @param position signs {@code Tributary-Position}
 * @param master wraps the keys that personal data is sealed with: without it that data can't be read again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; arrays, because that is what keys are made of
public record Secrets(byte[] token, byte[] position, byte[] master) {
  /** Makes what is missing: for a data directory that is being laid out. */
  static Secrets create(Path directory) {
    KeyFiles files = new KeyFiles(directory);
    return new Secrets(files.obtain("token"), files.obtain("position"), files.obtain("master"));
  }

  /** Reads the keys of an existing data directory, where a missing one is a fault. */
  static Secrets load(Path directory) {
    KeyFiles files = new KeyFiles(directory);
    return new Secrets(files.read("token"), files.read("position"), files.read("master"));
  }
}
