package io.tributary.api.json;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a caller's {@code metadata}: an object, or S0's string that holds one. Strings stay as they are, other values
 * keep their JSON text, null members are left out. At most 50 members; names up to 100 characters, values up to 2000.
 */
public final class MetadataReader extends ValueDeserializer<Map<String, String>> {
  private static final int MAX_MEMBERS = 50;
  private static final int MAX_NAME = 100;
  private static final int MAX_VALUE = 2000;
  private static final JsonMapper TEXT = JsonMapper.builder().build();

  @Override
  public Map<String, String> deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode node = context.readTree(parser);
    JsonNode object = node.isString() ? parse(node.stringValue()) : node;
    if (!object.isObject()) {
      throw invalid("metadata must be an object, or a string that holds one in JSON");
    }
    Map<String, String> members = new LinkedHashMap<>();
    object.properties().forEach(member -> put(members, member.getKey(), member.getValue()));
    if (members.size() > MAX_MEMBERS) {
      throw invalid("metadata may have at most " + MAX_MEMBERS + " members");
    }
    return members;
  }

  private static void put(Map<String, String> members, String name, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    String text = value.isString() ? value.stringValue() : value.toString();
    if (name.length() > MAX_NAME || text.length() > MAX_VALUE) {
      throw invalid(
          "metadata names have at most " + MAX_NAME + " characters, values at most " + MAX_VALUE);
    }
    members.put(name, text);
  }

  private static JsonNode parse(String text) {
    try {
      return TEXT.readTree(text);
    } catch (JacksonException notJson) {
      throw invalid("metadata must be an object, or a string that holds one in JSON");
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ErrorCode.INVALID_FIELD, detail);
  }
}
