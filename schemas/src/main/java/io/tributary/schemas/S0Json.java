package io.tributary.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Credit events as seed S0 shows them ("Credit Events Format"): one flat JSON object, whose {@code metadata} is a JSON
 * <em>string</em>. The event id is our UUID; {@code userId} is left out when the platform itself acted. The events that S0
 * doesn't have follow the same form, with what is theirs alone in {@code metadata}.
 */
public final class S0Json {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** S0 always shows the milliseconds, which {@code Instant.toString()} leaves out when they are 0. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** S0: what no application did comes from the wrapper, the suite's identity and billing application. */
  private static final String WRAPPER = "wrapper";

  /** What the head of an event shows. */
  private static final Set<String> HEAD =
      Set.of("meta", "entityId", "amount", "operationCode", "operationId", "application", "attributes");

  private S0Json() {}

  /**
   * @param event whose first field is its {@link EventMeta}
   * @throws IllegalArgumentException when it has none
   */
  public static String render(SpecificRecord event) {
    return switch (event) {
      case CreditsAllocated allocated -> allocated(allocated);
      case CreditsConsumed consumed -> consumed(consumed);
      default -> other(event);
    };
  }

  private static String allocated(CreditsAllocated event) {
    ObjectNode metadata = JSON.objectNode().put("allocationId", event.getAllocationId());
    if (event.getPurpose() != null) {
      metadata.put("reason", event.getPurpose());
    }
    ObjectNode json = begin(event.getMeta(), event.getEntityId(), null).put("amount", event.getAmount());
    return end(json, event.getMeta(), WRAPPER, metadata);
  }

  private static String consumed(CreditsConsumed event) {
    ObjectNode metadata = JSON.objectNode();
    event.getAttributes().forEach(metadata::put);
    ObjectNode json =
        begin(event.getMeta(), event.getEntityId(), event.getMeta().getUserId())
            .put("amount", event.getAmount())
            .put("operationType", event.getOperationCode())
            .put("operationId", event.getOperationId());
    return end(json, event.getMeta(), event.getApplication(), metadata);
  }

  private static String other(IndexedRecord event) {
    if (!(event.get(0) instanceof EventMeta meta)) {
      throw new IllegalArgumentException("no event: " + event.getSchema().getFullName());
    }
    ObjectNode json = begin(meta, text(event, "entityId", meta.getTenantId()), meta.getUserId());
    put(json, "amount", value(event, "amount"));
    put(json, "operationType", value(event, "operationCode"));
    put(json, "operationId", value(event, "operationId"));
    ObjectNode metadata = JSON.objectNode();
    if (value(event, "attributes") instanceof Map<?, ?> attributes) {
      attributes.forEach((name, value) -> put(metadata, name.toString(), value));
    }
    for (Schema.Field field : event.getSchema().getFields()) {
      if (!HEAD.contains(field.name())) {
        put(metadata, field.name(), event.get(field.pos()));
      }
    }
    return end(json, meta, text(event, "application", WRAPPER), metadata);
  }

  private static @Nullable Object value(IndexedRecord event, String name) {
    Schema.Field field = event.getSchema().getField(name);
    return field == null ? null : event.get(field.pos());
  }

  private static String text(IndexedRecord event, String name, String otherwise) {
    Object value = value(event, name);
    return value == null ? otherwise : value.toString();
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.set(name, node(value));
    }
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case Long number -> JSON.numberNode(number);
      case Integer number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      case Instant time -> JSON.textNode(TIMESTAMP.format(time));
      case Enum<?> symbol -> JSON.textNode(symbol.name().toLowerCase(Locale.ROOT));
      case IndexedRecord nested -> {
        ObjectNode object = JSON.objectNode();
        nested.getSchema().getFields().forEach(field -> put(object, field.name(), nested.get(field.pos())));
        yield object;
      }
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((name, nested) -> put(object, name.toString(), nested));
        yield object;
      }
      case Collection<?> items -> {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      default -> JSON.textNode(value.toString());
    };
  }

  private static ObjectNode begin(EventMeta meta, String entityId, @Nullable String userId) {
    ObjectNode json =
        JSON.objectNode()
            .put("eventId", meta.getId())
            .put("eventType", meta.getType())
            .put("tenantId", meta.getTenantId())
            .put("entityId", entityId);
    return userId == null ? json : json.put("userId", userId);
  }

  private static String end(ObjectNode json, EventMeta meta, String source, ObjectNode metadata) {
    return json.put("timestamp", TIMESTAMP.format(meta.getTimestamp()))
        .put("source", source)
        .put("metadata", metadata.toString())
        .toString();
  }
}
