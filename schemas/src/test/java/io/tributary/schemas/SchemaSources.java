package io.tributary.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The schemas as they stand in {@code src/main/avro}, which is more than the catalogue may know of. */
final class SchemaSources {
  private SchemaSources() {}

  static List<Schema> all() {
    SchemaParser parser = new SchemaParser();
    try (Stream<Path> files = Files.walk(Path.of("src/main/avro"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).sorted().toList()) {
        parser.parse(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parser.getParsedNamedSchemas();
  }

  /** Those that stand on topics, which are what a registry knows and a release covers. */
  static List<Schema> types() {
    Set<String> types = Catalogue.load().types();
    return all().stream().filter(schema -> types.contains(schema.getFullName())).toList();
  }
}
