package io.tributary.schemas;

import io.tributary.common.EventMeta;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of our public events: CloudEvents 1.0 in binary mode (Kafka protocol binding) and W3C trace context, all
 * UTF-8 text. They repeat the envelope for readers that route without decoding.
 */
public final class CloudEventHeaders {
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String SPEC_VERSION = "ce_specversion";

  /** RFC 3339 in UTC. */
  public static final String TIME = "ce_time";

  public static final String TRACEPARENT = "traceparent";

  private static final byte[] CLOUD_EVENTS = utf8("1.0");

  private CloudEventHeaders() {}

  /** The {@code ce_source} of the events that a context publishes: a URI reference, {@code /tributary/credits}. */
  public static String source(Context context) {
    return "/tributary/" + context.id();
  }

  /** Headers of an event that nothing traced led to. */
  public static Headers of(EventMeta meta, String source) {
    return of(meta, source, null);
  }

  /**
   * Headers of an event.
   *
   * @param traceparent of what led to the event, passed on as it is; left out when it is no W3C trace parent
   */
  public static Headers of(EventMeta meta, String source, @Nullable String traceparent) {
    Headers headers =
        new RecordHeaders()
            .add(ID, utf8(meta.getId()))
            .add(TYPE, utf8(meta.getType()))
            .add(SOURCE, utf8(source))
            .add(SPEC_VERSION, CLOUD_EVENTS)
            .add(TIME, utf8(meta.getTimestamp().toString()));
    if (traceparent != null && TraceParent.valid(traceparent)) {
      headers.add(TRACEPARENT, utf8(traceparent));
    }
    return headers;
  }

  /** The trace that a record belongs to; null when it has none. */
  public static @Nullable String traceparent(Headers headers) {
    Header header = headers.lastHeader(TRACEPARENT);
    return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
