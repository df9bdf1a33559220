package io.tributary.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The released versions of the catalogue's types: {@code src/main/released/<full name>/<fingerprint>.avsc}, and beside it
 * {@code .bin} with the bodies of records that this version wrote, one after another.
 */
final class Released {
  static final Path FOLDER = Path.of("src/main/released");

  /** How to release, from the root of the checkout. */
  static final String COMMAND =
      "mvn -pl schemas -am test -Dtest=ReleaseSchemas -Dsurefire.failIfNoSpecifiedTests=false";

  record Version(String type, String fingerprint, Schema schema, byte[] sample) {}

  private Released() {}

  /** Types of which any version was released. */
  static List<String> types(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> types = Files.list(folder)) {
      return types.filter(Files::isDirectory).map(type -> type.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Version> versions(Path folder, String type) {
    Path home = folder.resolve(type);
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    List<Version> versions = new ArrayList<>();
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).sorted().toList()) {
        String fingerprint = file.getFileName().toString().replace(".avsc", "");
        Schema schema = new Schema.Parser().parse(file.toFile());
        versions.add(new Version(type, fingerprint, schema, Files.readAllBytes(sample(home, fingerprint))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  static void write(Path folder, Schema schema, byte[] sample) {
    Path home = folder.resolve(schema.getFullName());
    String fingerprint = fingerprint(schema);
    try {
      Files.createDirectories(home);
      Files.write(sample(home, fingerprint), sample);
      Files.writeString(home.resolve(fingerprint + ".avsc"), contract(schema).toString(true) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 16 hex digits of SHA-256 over the contract. Avro's own fingerprints overlook defaults and logical types. */
  static String fingerprint(Schema schema) {
    try {
      byte[] text = contract(schema).toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The schema without its documentation: a better sentence is no new version. */
  static Schema contract(Schema schema) {
    return PublishedSchemas.withoutDocs(schema);
  }

  private static Path sample(Path home, String fingerprint) {
    return home.resolve(fingerprint + ".bin");
  }
}
