package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where unpacked binaries are kept; safe to delete when nothing runs. */
public final class CacheDirectory {
  private CacheDirectory() {}

  /** {@code tributary.cache}, else {@code $XDG_CACHE_HOME/tributary}, else {@code ~/.cache/tributary}; created if absent. */
  public static Path get() {
    Path directory = locate();
    try {
      return Files.createDirectories(directory).toRealPath();
    } catch (IOException e) {
      throw new PartFailedException(
          "cannot create the cache directory " + directory + " (" + e + "); choose another with -Dtributary.cache", e);
    }
  }

  private static Path locate() {
    String chosen = System.getProperty("tributary.cache");
    if (chosen != null) {
      return Path.of(chosen).toAbsolutePath();
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base = xdg != null && Path.of(xdg).isAbsolute() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("tributary");
  }
}
