package io.tributary.schemas;

import io.tributary.common.EventMeta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  private static final ThreadLocal<Recent> RECENT = ThreadLocal.withInitial(Recent::new);

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
   * Headers of an event. Readers look for a header from the end, where those stand that they ask of each record.
   *
   * @param traceparent of what led to the event, passed on as it is; left out when it is no W3C trace parent
   */
  public static Headers of(EventMeta meta, String source, @Nullable String traceparent) {
    Recent recent = RECENT.get();
    Headers headers =
        new RecordHeaders()
            .add(ID, utf8(meta.getId()))
            .add(SOURCE, utf8(source))
            .add(SPEC_VERSION, CLOUD_EVENTS)
            .add(TIME, recent.time(meta.getTimestamp()))
            .add(TYPE, utf8(meta.getType()));
    byte[] trace = traceparent == null ? null : recent.trace(traceparent);
    if (trace != null) {
      headers.add(TRACEPARENT, trace);
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

  /** What a command's events have in common, its time and its trace; a batch has a thousand of them. */
  private static final class Recent {
    private Instant time = Instant.EPOCH;
    private byte[] timeText = utf8(time.toString());
    private String trace = "";
    private byte @Nullable [] traceText;

    byte[] time(Instant asked) {
      if (!asked.equals(time)) {
        timeText = utf8(asked.toString());
        time = asked;
      }
      return timeText;
    }

    /** Null when it is no W3C trace parent. */
    byte @Nullable [] trace(String asked) {
      if (!asked.equals(trace)) {
        traceText = TraceParent.valid(asked) ? utf8(asked) : null;
        trace = asked;
      }
      return traceText;
    }
  }
}
