package io.tributary.schemas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which topic carries which types, and who owns every type and field (SPEC D8, A13), from {@code catalogue.yaml}. Types
 * are named by their Avro full names. Immutable.
 */
public final class Catalogue {
  /** What a type is on its topic; an event's and a command's first field is its envelope. */
  public enum Kind {
    EVENT,
    COMMAND,
    REPLY
  }

  /**
   * Something that the platform knows: {@code key} is how everybody refers to it, {@code fields} are its owner's. What is
   * {@code shared}, such as the envelope, any type may carry.
   */
  record Identity(String name, String owner, String key, Set<String> fields, boolean shared) {}

  /** A type: {@code about} are the identities whose fields it carries, {@code renamed} its names for those. */
  record Type(String name, Kind kind, String owner, Set<String> about, Map<String, String> renamed) {}

  record Topic(String name, String owner, Set<String> types) {}

  private final Map<String, String> teams;
  private final Map<String, Identity> identities;
  private final Map<String, Type> types;
  private final Map<String, String> parts;
  private final Map<String, Topic> topics;

  Catalogue(
      Map<String, String> teams,
      Map<String, Identity> identities,
      Map<String, Type> types,
      Map<String, String> parts,
      Map<String, Topic> topics) {
    this.teams = ordered(teams);
    this.identities = ordered(identities);
    this.types = ordered(types);
    this.parts = ordered(parts);
    this.topics = ordered(topics);
  }

  /**
   * The catalogue of this build.
   *
   * @throws IllegalStateException when the file is missing or contradicts itself
   */
  public static Catalogue load() {
    return CatalogueFile.ofThisBuild();
  }

  public Set<String> topics() {
    return topics.keySet();
  }

  /**
   * The types that the topic may carry.
   *
   * @throws IllegalArgumentException when the topic is not catalogued
   */
  public Set<String> typesOf(String topic) {
    Topic found = topics.get(topic);
    if (found == null) {
      throw new IllegalArgumentException("topic " + topic + " is not in the catalogue");
    }
    return found.types();
  }

  /** Every type that stands on some topic: what a registry must know. */
  public Set<String> types() {
    return types.keySet();
  }

  public Kind kindOf(String type) {
    return type(type).kind();
  }

  /**
   * The owner of a type, or of a record or enum that stands inside types.
   *
   * @throws IllegalArgumentException when the type is not catalogued
   */
  public String ownerOf(String type) {
    String partOwner = parts.get(type);
    return partOwner == null ? type(type).owner() : partOwner;
  }

  /** The team that answers for an owner. */
  public String teamOf(String owner) {
    String team = teams.get(owner);
    if (team == null) {
      throw new IllegalArgumentException("owner " + owner + " is not in the catalogue");
    }
    return team;
  }

  /**
   * Who owns a field of a type: the owner of the identity that it belongs to, or refers to. Null when nobody does, which
   * the build refuses.
   */
  public @Nullable String ownerOf(String type, String field) {
    Identity identity = identityOf(type, field);
    return identity == null ? null : identity.owner();
  }

  @Nullable Identity identityOf(String typeName, String field) {
    Type type = type(typeName);
    String name = type.renamed().getOrDefault(field, field);
    for (String about : type.about()) {
      Identity identity = identities.get(about);
      if (identity != null && identity.fields().contains(name)) {
        return identity;
      }
    }
    return identities.values().stream()
        .filter(identity -> identity.key().equals(name) || (identity.shared() && identity.fields().contains(name)))
        .findFirst()
        .orElse(null);
  }

  Map<String, Identity> identities() {
    return identities;
  }

  Map<String, String> parts() {
    return parts;
  }

  Map<String, Topic> topicRows() {
    return topics;
  }

  Map<String, String> teams() {
    return teams;
  }

  Type type(String name) {
    Type type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("type " + name + " is not in the catalogue");
    }
    return type;
  }

  private static <V> Map<String, V> ordered(Map<String, V> rows) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  static Set<String> ordered(Iterable<String> names) {
    Set<String> set = new LinkedHashSet<>();
    names.forEach(set::add);
    return Collections.unmodifiableSet(set);
  }
}
