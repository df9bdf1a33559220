package io.tributary.topologies.directory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;

/** All that the directory knows of a tenant; empty while it knows no such tenant. Users and roles are sorted by id. */
public record TenantSnapshotQuery(UUID tenantId) implements ViewQuery<Optional<TenantSnapshot>> {
  @Override
  public Context context() {
    return Context.DIRECTORY;
  }

  @Override
  public Optional<TenantSnapshot> run(RowReader rows) {
    return Optional.ofNullable(rows.get(DirectoryRows.tenant(tenantId)))
        .map(tenant -> new TenantSnapshot(
            DirectoryCodec.tenant(tenant),
            all(rows, DirectoryRows.users(tenantId), DirectoryCodec::user),
            all(rows, DirectoryRows.roles(tenantId), DirectoryCodec::role),
            settings(rows)));
  }

  private Map<String, String> settings(RowReader rows) {
    byte[] row = rows.get(DirectoryRows.settings(tenantId));
    return row == null ? Map.of() : DirectoryCodec.settings(row);
  }

  private static <T> List<T> all(RowReader rows, Bytes prefix, Function<byte[], T> decode) {
    return rows.scan(prefix, KeyCodec.endOf(prefix), false, found -> {
      List<T> items = new ArrayList<>();
      found.forEachRemaining(row -> items.add(decode.apply(row.value())));
      return items;
    });
  }
}
