package io.tributary.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The checkout that the tests run in. */
final class Repository {
  /** Tests run in the module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses strictly: a key that stands twice is an error. */
  static Map<String, Object> yaml(String path) throws IOException {
    return strict().load(text(path));
  }

  /** A file of several documents. */
  static List<Map<String, Object>> yamls(String path) {
    List<Map<String, Object>> documents = new ArrayList<>();
    strict().loadAll(text(path)).forEach(document -> documents.add(map(document)));
    return documents;
  }

  private static Yaml strict() {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(strict));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
