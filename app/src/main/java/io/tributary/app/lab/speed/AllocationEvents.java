package io.tributary.app.lab.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import io.tributary.schemas.Ids;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Allocations as rows of the outbox, without the rest of what the API writes: for more tenants and wallets than can be
 * registered in the time that a laboratory has. Of one thread.
 */
final class AllocationEvents {
  private static final int ROWS_PER_TRANSACTION = 1_000;
  private static final String COPY =
      "copy public.outbox (id, aggregatetype, aggregateid, type, payload, tenant_id, tenant_seq) from stdin";

  private final DataSource pool;
  private final AvroPayloads payloads;
  private final Map<UUID, Long> sequences = new HashMap<>();

  AllocationEvents(DataSource pool, AvroPayloads payloads) {
    this.pool = pool;
    this.payloads = payloads;
  }

  /** Writes so many, to the wallets {@code from} to {@code to} (exclusive) in turn, which so many tenants share. */
  void write(int count, String run, int tenants, int from, int to) throws SQLException, IOException {
    try (Connection connection = pool.getConnection()) {
      StringBuilder rows = new StringBuilder();
      for (int number = 0; number < count; number++) {
        int wallet = from + number % (to - from);
        append(rows, UUID.nameUUIDFromBytes((run + wallet % tenants).getBytes(UTF_8)), wallet);
        if ((number + 1) % ROWS_PER_TRANSACTION == 0 || number + 1 == count) {
          connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new StringReader(rows.toString()));
          rows.setLength(0);
        }
      }
    }
  }

  private void append(StringBuilder rows, UUID tenant, int wallet) {
    long sequence = sequences.merge(tenant, 1L, Long::sum);
    String entity = "entity-" + wallet;
    AllocationRecorded event = new AllocationRecorded(
        EventMeta.newBuilder()
            .setId(Ids.next().toString())
            .setType("allocation.recorded")
            .setAggregateType("credit_pool")
            .setAggregateId(entity)
            .setTenantId(tenant.toString())
            .setVersion(sequence)
            .setTimestamp(Instant.now())
            .setCorrelationId(null)
            .setCausationId(null)
            .setUserId(null)
            .setMetadata(Map.of())
            .build(),
        Ids.next().toString(), entity, Stand.APPLICATION, 1L, null, 1L, null);
    rows.append(Ids.next()).append('\t').append(Context.CREDITS.id()).append('\t').append(entity).append('\t')
        .append(event.getSchema().getFullName()).append("\t\\\\x").append(HexFormat.of().formatHex(payloads.encode(event)))
        .append('\t').append(tenant).append('\t').append(sequence).append('\n');
  }
}
