package io.tributary.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Apicurio's server, unpacked, with a launcher jar that puts all its jars on one plain class path. Quarkus' own launcher loads
 * them through a class loader whose classes the JVM can't share from an archive, which doubles the start time.
 */
final class RegistryProgram {
  private static final String LAUNCHER = "launcher.jar";

  private RegistryProgram() {}

  /** The launcher jar of the unpacked server. */
  static Path unpack() {
    Path archive = Path.of(System.getProperty("tributary.registry.archive", Baked.get("registry.archive")));
    return Archives.unpackOnce("registry-" + Baked.get("registry.version"), Archives.Compression.GZIP, () -> {
      if (!Files.isReadable(archive)) {
        throw new FileNotFoundException(archive + " is missing; build the project with Maven, which fetches it, or name "
            + "another with -Dtributary.registry.archive");
      }
      return Files.newInputStream(archive);
    }, RegistryProgram::writeLauncher).resolve(LAUNCHER);
  }

  private static void writeLauncher(Path server) throws IOException {
    // Transformed classes replace those of the libraries, so they come first.
    List<String> jars = new ArrayList<>(List.of("quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar"));
    for (String directory : List.of("app", "lib/boot", "lib/main")) {
      try (Stream<Path> files = Files.list(server.resolve(directory))) {
        files.map(file -> directory + "/" + file.getFileName()).filter(jar -> jar.endsWith(".jar")).sorted().forEach(jars::add);
      }
    }
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "io.quarkus.runner.GeneratedMain");
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
    // Here and not on the command line, where it would make the JVM give up part of its shared archive.
    attributes.putValue("Add-Opens", "java.base/java.lang");
    attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
    new JarOutputStream(Files.newOutputStream(server.resolve(LAUNCHER)), manifest).close();
  }
}
