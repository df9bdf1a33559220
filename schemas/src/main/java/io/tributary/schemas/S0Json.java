package io.tributary.schemas;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Credit events as seed S0 shows them ("Credit Events Format"): one flat JSON object, whose {@code metadata} is a JSON
 * <em>string</em>. The event id is our UUID; {@code userId} is left out when the platform itself acted.
 */
public final class S0Json {
  /** S0 always shows the milliseconds, which {@code Instant.toString()} leaves out when they are 0. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** S0: allocations come from the wrapper, the suite's identity and billing application. */
  private static final String ALLOCATIONS_SOURCE = "wrapper";

  private S0Json() {}

  public static String render(CreditsAllocated event) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("allocationId", event.getAllocationId());
    if (event.getPurpose() != null) {
      metadata.put("reason", event.getPurpose());
    }
    ObjectNode json = begin(event.getMeta(), event.getEntityId(), null).put("amount", event.getAmount());
    return end(json, event.getMeta(), ALLOCATIONS_SOURCE, metadata);
  }

  public static String render(CreditsConsumed event) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    event.getAttributes().forEach(metadata::put);
    ObjectNode json =
        begin(event.getMeta(), event.getEntityId(), event.getMeta().getUserId())
            .put("amount", event.getAmount())
            .put("operationType", event.getOperationCode())
            .put("operationId", event.getOperationId());
    return end(json, event.getMeta(), event.getApplication(), metadata);
  }

  private static ObjectNode begin(EventMeta meta, String entityId, @Nullable String userId) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode()
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
