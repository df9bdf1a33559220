package io.tributary.schemas;

/**
 * Header names on the raw capture topics {@code outbox.<context>}, as Debezium's outbox event router writes them: UTF-8
 * text. The record's key is the tenant id, its value the row's payload as it is.
 */
public final class OutboxHeaders {
  /** The outbox row's id; identifies the row over repeated captures. */
  public static final String ID = "id";

  /** The outbox row's {@code type}: the Avro record's full name. */
  public static final String TYPE = "type";

  /** Contiguous per tenant and context, from 1: dedupe watermark, gap alarm and position. */
  public static final String TENANT_SEQ = "tenant_seq";

  /** W3C trace context of the request that wrote the row; the header's value is null when there was none. */
  public static final String TRACEPARENT = "traceparent";

  private OutboxHeaders() {}
}
