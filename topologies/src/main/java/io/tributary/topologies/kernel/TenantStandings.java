package io.tributary.topologies.kernel;

import io.tributary.directory.TenantStatus;
import io.tributary.directory.TenantStatusChanged;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Payloads;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Follows the status of tenants, for a context that decides. The rest of the directory's events is not its business, not
 * even to decode: a type that this build does not know must not become a dead letter here.
 */
public final class TenantStandings implements RecordHandler {
  private static final String STATUS_CHANGED = "tenant.status_changed";
  private static final int FORMAT = 1;

  private final Payloads payloads;
  private final Function<UUID, Bytes> key;

  /** @param key of the context's row of a tenant */
  public TenantStandings(Payloads payloads, Function<UUID, Bytes> key) {
    this.payloads = payloads;
    this.key = key;
  }

  /** What a context's row of a tenant says. */
  public static TenantStanding read(byte @Nullable [] row) {
    if (row == null) {
      return TenantStanding.UNKNOWN;
    }
    RowDecoder fields = new RowDecoder(row);
    if (fields.format() != FORMAT) {
      throw fields.unknownFormat();
    }
    return fields.flag() ? TenantStanding.ACTIVE : TenantStanding.INACTIVE;
  }

  @Override
  public void handle(Received received, Work work) {
    String type = received.header(CloudEventHeaders.TYPE);
    if (type != null && !type.equals(STATUS_CHANGED)) {
      return;
    }
    if (payloads.decode(received.payload()) instanceof TenantStatusChanged change) {
      boolean active = change.getTo() == TenantStatus.ACTIVE;
      work.state().put(key.apply(received.tenantId()), new RowEncoder(FORMAT).flag(active).toBytes());
    }
  }
}
