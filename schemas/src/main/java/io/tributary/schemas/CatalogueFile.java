package io.tributary.schemas;

import io.tributary.schemas.Catalogue.Identity;
import io.tributary.schemas.Catalogue.Kind;
import io.tributary.schemas.Catalogue.Topic;
import io.tributary.schemas.Catalogue.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code catalogue.yaml}; an unknown or missing member is refused with the place where it stands. */
final class CatalogueFile {
  private static final String RESOURCE = "catalogue.yaml";

  private CatalogueFile() {}

  static Catalogue ofThisBuild() {
    try (InputStream file = CatalogueFile.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the build");
      }
      return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Catalogue read(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Row root;
    try {
      root = new Row(RESOURCE, new Yaml(new SafeConstructor(options)).load(yaml));
    } catch (YAMLException e) {
      throw new IllegalStateException(RESOURCE + " can't be read: " + e.getMessage(), e);
    }
    root.only(List.of("owners", "identities", "types", "parts", "topics"));
    Catalogue catalogue =
        new Catalogue(
            root.rows("owners", (name, row) -> row.only(List.of("team")).text("team")),
            root.rows("identities", CatalogueFile::identity),
            root.rows("types", CatalogueFile::type),
            root.texts("parts"),
            root.rows("topics", CatalogueFile::topic));
    List<String> contradictions = CatalogueRules.contradictions(catalogue);
    if (!contradictions.isEmpty()) {
      throw new IllegalStateException(RESOURCE + " contradicts itself: " + String.join("; ", contradictions));
    }
    return catalogue;
  }

  private static Identity identity(String name, Row row) {
    row.only(List.of("owner", "key", "fields", "shared"));
    Set<String> fields = Catalogue.ordered(row.list("fields"));
    return new Identity(name, row.text("owner"), row.text("key"), fields, row.flag("shared"));
  }

  private static Type type(String name, Row row) {
    row.only(List.of("kind", "owner", "about", "as"));
    Kind kind = Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT));
    return new Type(name, kind, row.text("owner"), Catalogue.ordered(row.list("about")), row.texts("as"));
  }

  private static Topic topic(String name, Row row) {
    row.only(List.of("owner", "types"));
    return new Topic(name, row.text("owner"), Catalogue.ordered(row.list("types")));
  }

  /** A mapping of the file, and where it stands. */
  private record Row(String place, @Nullable Object value) {
    Row only(List<String> members) {
      for (String member : members().keySet()) {
        if (!members.contains(member)) {
          throw new IllegalStateException(place + ": unknown member " + member);
        }
      }
      return this;
    }

    String text(String member) {
      if (members().get(member) instanceof String text && !text.isBlank()) {
        return text;
      }
      throw new IllegalStateException(place + "." + member + " must be a text");
    }

    /** False where the member is absent. */
    boolean flag(String member) {
      if (members().getOrDefault(member, false) instanceof Boolean flag) {
        return flag;
      }
      throw new IllegalStateException(place + "." + member + " must be true or false");
    }

    List<String> list(String member) {
      if (members().get(member) instanceof List<?> list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(String.valueOf(item)));
        if (texts.stream().distinct().count() < texts.size()) {
          throw new IllegalStateException(place + "." + member + " names something twice");
        }
        return texts;
      }
      throw new IllegalStateException(place + "." + member + " must be a list");
    }

    /** Texts by name; empty where the member is absent. */
    Map<String, String> texts(String member) {
      Row row = new Row(place + "." + member, members().getOrDefault(member, Map.of()));
      Map<String, String> texts = new LinkedHashMap<>();
      row.members().keySet().forEach(name -> texts.put(name, row.text(name)));
      return texts;
    }

    <T> Map<String, T> rows(String member, BiFunction<String, Row, T> reader) {
      Row row = new Row(place + "." + member, members().get(member));
      Map<String, T> rows = new LinkedHashMap<>();
      row.members().forEach((name, value) -> rows.put(name, reader.apply(name, new Row(row.place + "." + name, value))));
      return rows;
    }

    private Map<String, Object> members() {
      if (!(value instanceof Map<?, ?> map)) {
        throw new IllegalStateException(place + " must be a mapping");
      }
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(String.valueOf(name), member));
      return members;
    }
  }
}
