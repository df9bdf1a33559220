package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowReader.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the context's rows, all in the views: rollup and window, tenant, bucket, then the rollup's dimensions. */
final class UsageRows {
  private UsageRows() {}

  /**
   * The beginning of the keys of a bucket's rows.
   *
   * @param kept {@link Window#HOUR} or {@link Window#DAY}
   * @param values of the rollup's first dimensions; with all of them it is the key of one row
   */
  static Bytes bucket(Rollup rollup, Window kept, UUID tenantId, Instant start, List<String> values) {
    KeyCodec key = KeyCodec.key(rollup.prefix(kept), tenantId).ascending(start.toEpochMilli());
    values.forEach(key::text);
    return key.build();
  }

  /** When the row's bucket begins. */
  static Instant start(Row row) {
    KeyReader key = new KeyReader(row.key());
    key.uuid();
    return Instant.ofEpochMilli(key.ascending());
  }

  /** The row's values of the rollup's dimensions. */
  static List<String> values(Rollup rollup, Row row) {
    KeyReader key = new KeyReader(row.key());
    key.uuid();
    key.ascending();
    List<String> values = new ArrayList<>();
    rollup.dimensions().forEach(dimension -> values.add(key.text()));
    return values;
  }
}
