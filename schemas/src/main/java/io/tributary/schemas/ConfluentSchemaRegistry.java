package io.tributary.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A registry that speaks Confluent's REST API. What it answered once is kept for the life of this object, so it may be
 * down as long as nothing new turns up.
 *
 * <p>Properties, by Confluent's names: {@code schema.registry.url} (several, separated by commas), {@code
 * basic.auth.credentials.source} ({@code URL}, {@code USER_INFO}), {@code basic.auth.user.info}, {@code
 * bearer.auth.token}, {@code max.retries} (3), {@code retries.wait.ms} (200), {@code retries.max.wait.ms} (2000), {@code
 * http.connect.timeout.ms} (2000), {@code http.read.timeout.ms} (5000). An https address is checked against the JVM's
 * trust store, or {@code schema.registry.ssl.truststore.location}; {@code schema.registry.ssl.keystore.location} and the
 * others that Kafka has under {@code ssl.} are this side's own certificate.
 */
public final class ConfluentSchemaRegistry implements SchemaRegistry {
  private static final String FULL_COMPATIBILITY = "FULL_TRANSITIVE";

  private final RegistryHttp http;
  private final ConcurrentMap<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();

  /** @throws org.apache.kafka.common.config.ConfigException naming the property at fault */
  public ConfluentSchemaRegistry(Map<String, ?> properties) {
    this.http = new RegistryHttp(RegistryConfig.of(properties));
  }

  /** A registry with default timeouts and without credentials. */
  public ConfluentSchemaRegistry(String url) {
    this(Map.of(RegistryConfig.URL, url));
  }

  @Override
  public int register(String subject, Schema schema) {
    return id(subject, schema, "/versions");
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return id(subject, schema, "");
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    JsonNode answer = http.get("/schemas/ids/" + id);
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryException(200, 200, "schema " + id + " is " + type + ", not Avro");
    }
    try {
      Schema schema = new Schema.Parser().parse(answer.path("schema").asText());
      Schema first = schemas.putIfAbsent(id, schema);
      return first == null ? schema : first;
    } catch (AvroRuntimeException e) {
      throw new RegistryException(200, 200, "schema " + id + " can't be read: " + e.getMessage());
    }
  }

  /**
   * Lets the subjects, which must exist, accept only versions that read all earlier ones and are read by them. A registry
   * that demands it of everybody is left as it is.
   */
  public void requireFullCompatibility(Collection<String> subjects) {
    if (globalCompatibility().equals(FULL_COMPATIBILITY)) {
      return;
    }
    ObjectNode level = JsonNodeFactory.instance.objectNode().put("compatibility", FULL_COMPATIBILITY);
    subjects.forEach(subject -> http.put("/config/" + encoded(subject), level));
  }

  /** The level of subjects that have none of their own, such as {@code BACKWARD}; the cheapest question to a registry. */
  public String globalCompatibility() {
    return http.get("/config").path("compatibilityLevel").asText();
  }

  private int id(String subject, Schema schema, String under) {
    Registration registration = new Registration(subject, schema);
    Integer known = ids.get(registration);
    if (known != null) {
      return known;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    JsonNode id = http.post("/subjects/" + encoded(subject) + under, body).path("id");
    if (!id.isInt()) {
      throw new RegistryException(200, 200, "registering under " + subject + " gave no id");
    }
    ids.put(registration, id.intValue());
    return id.intValue();
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record Registration(String subject, Schema schema) {}
}
