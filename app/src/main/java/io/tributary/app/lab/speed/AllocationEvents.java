package io.tributary.app.lab.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.app.lab.speed.Stand.Account;
import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import io.tributary.schemas.Ids;
import io.tributary.schemas.OutboxHeaders;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.PGConnection;

/**
 * Allocations of one credit without the rest of what the API writes: for more tenants and wallets than can be registered in the
 * time that a laboratory has. Of one thread.
 */
final class AllocationEvents implements AutoCloseable {
  private static final int ROWS_PER_TRANSACTION = 1_000;
  private static final String COPY =
      "copy public.outbox (id, aggregatetype, aggregateid, type, payload, tenant_id, tenant_seq) from stdin";

  private final Stand stand;
  private final AvroPayloads payloads;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<UUID, Long> sequences = new HashMap<>();

  AllocationEvents(Stand stand) {
    this.stand = stand;
    payloads = stand.payloads();
    producer = new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stand.servers().bootstrapServers(), ProducerConfig.LINGER_MS_CONFIG, 5),
        new StringSerializer(), new ByteArraySerializer());
  }

  /** Writes so many rows to the outbox; whose they are is asked for each. */
  void write(int count, IntFunction<Account> accounts) throws SQLException, IOException {
    try (Connection connection = stand.pool().getConnection()) {
      StringBuilder rows = new StringBuilder();
      for (int number = 0; number < count; number++) {
        Account account = accounts.apply(number);
        long sequence = next(account);
        AllocationRecorded event = event(account, sequence);
        rows.append(Ids.next()).append('\t').append(Context.CREDITS.id()).append('\t').append(account.entity()).append('\t')
            .append(event.getSchema().getFullName()).append("\t\\\\x").append(HexFormat.of().formatHex(payloads.encode(event)))
            .append('\t').append(account.tenant()).append('\t').append(sequence).append('\n');
        if ((number + 1) % ROWS_PER_TRANSACTION == 0 || number + 1 == count) {
          connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new StringReader(rows.toString()));
          rows.setLength(0);
        }
      }
    }
  }

  /** Sends so many to the ledger as capture would, past PostgreSQL. */
  void send(int count, IntFunction<Account> accounts) {
    for (int number = 0; number < count; number++) {
      Account account = accounts.apply(number);
      long sequence = next(account);
      AllocationRecorded event = event(account, sequence);
      RecordHeaders headers = new RecordHeaders();
      headers.add(OutboxHeaders.ID, Ids.next().toString().getBytes(UTF_8));
      headers.add(OutboxHeaders.TYPE, event.getSchema().getFullName().getBytes(UTF_8));
      headers.add(OutboxHeaders.TENANT_SEQ, Long.toString(sequence).getBytes(UTF_8));
      headers.add(OutboxHeaders.TRACEPARENT, null);
      var unused = producer.send(new ProducerRecord<>(
          Context.CREDITS.outbox(), null, account.tenant().toString(), payloads.encode(event), headers));
    }
    producer.flush();
  }

  private long next(Account account) {
    return sequences.merge(account.tenant(), 1L, Long::sum);
  }

  private static AllocationRecorded event(Account account, long sequence) {
    return new AllocationRecorded(
        EventMeta.newBuilder()
            .setId(Ids.next().toString())
            .setType("allocation.recorded")
            .setAggregateType("credit_pool")
            .setAggregateId(account.entity())
            .setTenantId(account.tenant().toString())
            .setVersion(sequence)
            .setTimestamp(Instant.now())
            .setCorrelationId(null)
            .setCausationId(null)
            .setUserId(null)
            .setMetadata(Map.of())
            .build(),
        Ids.next().toString(), account.entity(), Stand.APPLICATION, 1L, null, 1L, null);
  }

  @Override
  public void close() {
    producer.close();
  }
}
