package io.tributary.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Schemas as the registry sees them: without {@code avro.java.string}, which the Avro compiler adds for Java's sake (what
 * Confluent's {@code avro.remove.java.properties=true} does), so that all languages register the same text.
 */
final class PublishedSchemas {
  private static final String JAVA_STRING = "avro.java.string";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Schema, Schema> CACHE = new ConcurrentHashMap<>();

  private PublishedSchemas() {}

  static Schema of(Schema schema) {
    return CACHE.computeIfAbsent(schema, PublishedSchemas::strip);
  }

  private static Schema strip(Schema schema) {
    try {
      JsonNode tree = plain(JSON.readTree(schema.toString()));
      return new Schema.Parser().parse(JSON.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is no JSON: " + schema.getFullName(), e);
    }
  }

  private static JsonNode plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING);
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!member.getKey().equals("default")) {
          member.setValue(plain(member.getValue()));
        }
      }
      boolean bare = object.size() == 1 && object.path("type").isTextual();
      return bare ? object.get("type") : object;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, plain(array.get(i)));
      }
    }
    return node;
  }
}
