package io.tributary.topologies.kernel;

import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.TraceParent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names, in each line that is logged meanwhile, what is being handled: the record, the trace it belongs to and, once its envelope
 * was read, its correlation id. Not the tenant: logs go to people who may know none.
 */
final class LogContext implements AutoCloseable {
  private static final String RECORD = "record";
  private static final String TRACE = "traceId";
  private static final String CORRELATION = "correlationId";

  private LogContext() {}

  static LogContext of(Received received) {
    String traceparent = received.header(CloudEventHeaders.TRACEPARENT);
    MDC.put(RECORD, received.topic() + "-" + received.partition() + "@" + received.offset());
    put(TRACE, traceparent == null ? null : TraceParent.traceId(traceparent));
    return new LogContext();
  }

  /** Of the record that is being handled on this thread; its context ends with the record's. */
  static void correlate(@Nullable String correlationId) {
    put(CORRELATION, correlationId);
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  @Override
  public void close() {
    MDC.remove(RECORD);
    MDC.remove(TRACE);
    MDC.remove(CORRELATION);
  }
}
