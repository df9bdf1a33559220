package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import org.jspecify.annotations.Nullable;

/** What is known of a tenant's status, as a row of the state. */
final class TenantRow {
  private static final int FORMAT = 1;

  private TenantRow() {}

  static byte[] encode(TenantStanding standing) {
    return new RowEncoder(FORMAT).flag(standing == TenantStanding.ACTIVE).toBytes();
  }

  static TenantStanding decode(byte @Nullable [] row) {
    if (row == null) {
      return TenantStanding.UNKNOWN;
    }
    RowDecoder fields = new RowDecoder(row);
    if (fields.format() != FORMAT) {
      throw fields.unknownFormat();
    }
    return fields.flag() ? TenantStanding.ACTIVE : TenantStanding.INACTIVE;
  }
}
