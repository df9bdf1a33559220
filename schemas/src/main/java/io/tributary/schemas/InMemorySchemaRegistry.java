package io.tributary.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A registry for one process, for topology tests and benches. It keeps the same rule, {@code FULL_TRANSITIVE}. */
public final class InMemorySchemaRegistry implements SchemaRegistry {
  private final Map<String, Map<Schema, Integer>> subjects = new HashMap<>();
  private final Map<Schema, Integer> ids = new HashMap<>();
  private final List<Schema> schemas = new ArrayList<>();

  @Override
  public synchronized int register(String subject, Schema schema) {
    Map<Schema, Integer> versions = subjects.computeIfAbsent(subject, name -> new LinkedHashMap<>());
    Integer known = versions.get(schema);
    if (known != null) {
      return known;
    }
    for (Schema earlier : versions.keySet()) {
      List<String> breaks = Compatibility.breaks(schema, earlier);
      if (!breaks.isEmpty()) {
        throw new RegistryException(409, 409, subject + " is incompatible with an earlier version: " + breaks);
      }
    }
    int id = ids.computeIfAbsent(schema, this::add);
    versions.put(schema, id);
    return id;
  }

  @Override
  public synchronized int idOf(String subject, Schema schema) {
    Integer id = subjects.getOrDefault(subject, Map.of()).get(schema);
    if (id == null) {
      throw new RegistryException(404, 40403, "schema is not registered under subject " + subject);
    }
    return id;
  }

  @Override
  public synchronized Schema byId(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new RegistryException(404, 40403, "no schema has id " + id);
    }
    return schemas.get(id - 1);
  }

  private int add(Schema schema) {
    schemas.add(schema);
    return schemas.size();
  }
}
