package io.tributary.schemas;

import io.tributary.schemas.Catalogue.Identity;
import io.tributary.schemas.Catalogue.Kind;
import io.tributary.schemas.Catalogue.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** What the catalogue must keep: in itself, and against the schemas of the build. Each finding is one sentence. */
final class CatalogueRules {
  private CatalogueRules() {}

  /** Names that lead nowhere, types without a topic, topics that carry another owner's types, keys used twice. */
  static List<String> contradictions(Catalogue catalogue) {
    List<String> found = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (Identity identity : catalogue.identities().values()) {
      known(catalogue, identity.owner(), "identity " + identity.name(), found);
      if (!keys.add(identity.key())) {
        found.add("key " + identity.key() + " names two identities");
      }
    }
    Set<String> carried = new LinkedHashSet<>();
    for (Topic topic : catalogue.topicRows().values()) {
      known(catalogue, topic.owner(), "topic " + topic.name(), found);
      for (String type : topic.types()) {
        carried.add(type);
        if (!catalogue.types().contains(type)) {
          found.add("topic " + topic.name() + " carries " + type + ", which is not a type here");
        } else if (!catalogue.ownerOf(type).equals(topic.owner())) {
          found.add("topic " + topic.name() + " of " + topic.owner() + " carries " + type + ", which another owns");
        }
      }
    }
    for (String type : catalogue.types()) {
      known(catalogue, catalogue.type(type).owner(), type, found);
      if (!carried.contains(type)) {
        found.add(type + " stands on no topic");
      }
      for (String about : catalogue.type(type).about()) {
        if (!catalogue.identities().containsKey(about)) {
          found.add(type + " is about " + about + ", which is not an identity here");
        }
      }
    }
    catalogue.parts().forEach((part, owner) -> known(catalogue, owner, part, found));
    return found;
  }

  private static void known(Catalogue catalogue, String owner, String of, List<String> found) {
    if (!catalogue.teams().containsKey(owner)) {
      found.add(of + " belongs to " + owner + ", which is not an owner here");
    }
  }

  /** Differences between the catalogue and the schemas, and schemas that break a rule of ours. */
  static List<String> findings(Catalogue catalogue, Collection<Schema> schemas) {
    List<String> found = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>(catalogue.types());
    named.addAll(catalogue.parts().keySet());
    for (Schema schema : schemas) {
      String name = schema.getFullName();
      if (!named.remove(name)) {
        found.add(name + " is not in the catalogue");
      } else if (schema.getType() == Schema.Type.ENUM) {
        if (schema.getEnumDefault() == null) {
          found.add(name + " has no enum default: adding a symbol would break every reader");
        }
      } else if (catalogue.types().contains(name)) {
        envelope(catalogue.kindOf(name), schema, found);
        schema.getFields().forEach(field -> owned(catalogue, name, field, found));
      }
    }
    named.forEach(name -> found.add(name + " is in the catalogue, but no schema has that name"));
    return found;
  }

  private static void envelope(Kind kind, Schema schema, List<String> found) {
    String meta =
        switch (kind) {
          case EVENT -> "io.tributary.common.EventMeta";
          case COMMAND -> "io.tributary.common.CommandMeta";
          case REPLY -> null;
        };
    if (meta == null) {
      return;
    }
    Field first = schema.getFields().isEmpty() ? null : schema.getFields().getFirst();
    if (first == null || !first.name().equals("meta") || !first.schema().getFullName().equals(meta)) {
      found.add(schema.getFullName() + " must have its envelope first: meta of " + meta);
    }
  }

  private static void owned(Catalogue catalogue, String type, Field field, List<String> found) {
    Identity identity = catalogue.identityOf(type, field.name());
    if (identity == null) {
      found.add(type + "." + field.name() + " has no owner: no identity it is about has this field");
    } else if (!reference(catalogue, type, field, identity) && !identity.owner().equals(catalogue.ownerOf(type))) {
      found.add(
          "%s.%s belongs to %s: %s may only refer to the %s by its key"
              .formatted(type, field.name(), identity.owner(), catalogue.ownerOf(type), identity.name()));
    }
  }

  /** A key may stand anywhere; so may what is shared. */
  private static boolean reference(Catalogue catalogue, String type, Field field, Identity identity) {
    Map<String, String> renamed = catalogue.type(type).renamed();
    return identity.key().equals(renamed.getOrDefault(field.name(), field.name()))
        || identity.shared();
  }
}
