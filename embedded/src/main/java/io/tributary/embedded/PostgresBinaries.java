package io.tributary.embedded;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** PostgreSQL's programs for this system, unpacked from the jar of zonky's binaries. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The directory with {@code bin/}, {@code lib/} and {@code share/}. */
  static Path unpack() {
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    String resource = "/postgres-" + platform + ".txz";
    return Archives.unpackOnce("postgres-" + Baked.get("postgres.version") + "-" + platform, Archives.Compression.XZ, () -> {
      InputStream archive = PostgresBinaries.class.getResourceAsStream(resource);
      if (archive == null) {
        throw new FileNotFoundException(resource + " is not on the class path");
      }
      return archive;
    }, unpacked -> {});
  }

  static String platform(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : null;
    String machine = switch (osArch) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> null;
    };
    if (system == null || machine == null) {
      throw new PartFailedException("there are no PostgreSQL binaries for " + osName + " on " + osArch
          + "; use docker-compose.yml instead");
    }
    return system + "-" + machine;
  }
}
