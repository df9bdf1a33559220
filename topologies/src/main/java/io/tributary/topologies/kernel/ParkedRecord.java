package io.tributary.topologies.kernel;

import io.tributary.schemas.TenantKey;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** An outbox record as a row of the state, until the records before it have come. */
final class ParkedRecord {
  private static final int FORMAT = 1;

  private ParkedRecord() {}

  static byte[] encode(Received received) {
    RowEncoder row = new RowEncoder(FORMAT).number(received.partition()).number(received.offset());
    optionalBytes(row, received.value());
    Header[] headers = received.headers().toArray();
    row.number(headers.length);
    for (Header header : headers) {
      row.text(header.key());
      optionalBytes(row, header.value());
    }
    return row.toBytes();
  }

  static Received decode(byte[] bytes, String topic, UUID tenantId, Instant time) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    int partition = (int) row.number();
    long offset = row.number();
    byte[] value = row.flag() ? row.bytes() : null;
    Headers headers = new RecordHeaders();
    for (long left = row.number(); left > 0; left--) {
      headers.add(row.text(), row.flag() ? row.bytes() : null);
    }
    return new Received(topic, partition, offset, time, TenantKey.bytes(tenantId), value, headers);
  }

  private static void optionalBytes(RowEncoder row, byte @Nullable [] bytes) {
    row.flag(bytes != null);
    if (bytes != null) {
      row.bytes(bytes);
    }
  }
}
