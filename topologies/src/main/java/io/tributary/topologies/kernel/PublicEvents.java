package io.tributary.topologies.kernel;

import io.tributary.common.EventMeta;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of {@code <context>.events}: keyed by the tenant, with CloudEvents and trace headers. */
public final class PublicEvents {
  private PublicEvents() {}

  /**
   * The event's envelope: by contract the first field of its record.
   *
   * @throws IllegalArgumentException when the record is no event
   */
  public static EventMeta meta(SpecificRecord event) {
    if (event.getSchema().getFields().isEmpty() || !(event.get(0) instanceof EventMeta meta)) {
      throw new IllegalArgumentException("not an event: " + event.getSchema().getFullName());
    }
    return meta;
  }

  /**
   * @param time of the decision; it stamps the record, since brokers refuse what a writer's clock puts in the future
   */
  public static Emission emission(
      Context context, EventMeta meta, byte[] payload, Instant time, @Nullable String traceparent) {
    return Emission.event(
        meta.getType(),
        meta.getTenantId().getBytes(StandardCharsets.UTF_8),
        payload,
        time,
        CloudEventHeaders.of(meta, CloudEventHeaders.source(context), traceparent));
  }
}
