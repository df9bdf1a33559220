package io.tributary.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Schemas as the registry sees them: without {@code avro.java.string}, which the Avro compiler adds for Java's sake (what
 * Confluent's {@code avro.remove.java.properties=true} does), so that all languages register the same text.
 */
final class PublishedSchemas {
  private static final String JAVA_STRING = "avro.java.string";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedSchemas() {}

  static Schema of(Schema schema) {
    return without(schema, Set.of(JAVA_STRING));
  }

  /** The contract alone: a better sentence in the documentation makes no other schema. */
  static Schema withoutDocs(Schema schema) {
    return without(schema, Set.of(JAVA_STRING, "doc"));
  }

  private static Schema without(Schema schema, Set<String> members) {
    try {
      JsonNode tree = plain(JSON.readTree(schema.toString()), members);
      return new Schema.Parser().parse(JSON.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is no JSON: " + schema.getFullName(), e);
    }
  }

  private static JsonNode plain(JsonNode node, Set<String> members) {
    if (node instanceof ObjectNode object) {
      object.remove(members);
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!member.getKey().equals("default")) {
          member.setValue(plain(member.getValue(), members));
        }
      }
      boolean bare = object.size() == 1 && object.path("type").isTextual();
      return bare ? object.get("type") : object;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, plain(array.get(i), members));
      }
    }
    return node;
  }
}
