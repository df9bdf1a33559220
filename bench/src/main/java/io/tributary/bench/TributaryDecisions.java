package io.tributary.bench;

import io.tributary.api.commands.Command;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Consumption;
import io.tributary.api.commands.Decided;
import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.Decision;
import io.tributary.queries.LocalQueryService;
import io.tributary.queries.Position;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.Context;
import io.tributary.schemas.Ids;
import io.tributary.schemas.OutboxHeaders;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.credits.WalletQuery;
import io.tributary.topologies.directory.DirectoryTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The ledger as it runs behind the API, without the HTTP front: command, decision, committed reply. */
final class TributaryDecisions implements Decisions {
  private static final String APPLICATION = "operations";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(20);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private final boolean synced;
  private final int batch;
  private final BenchPlatform platform;
  private final CommandGateway<List<CreditOutcome>> gateway;
  private final LocalQueryService queries;

  /**
   * @param synced whether the broker syncs each append to disk before it answers
   * @param batch operations of a command; 1 for single consumptions
   */
  TributaryDecisions(Path state, int maxInFlight, boolean synced, int batch) throws Exception {
    this.synced = synced;
    this.batch = batch;
    platform = new BenchPlatform(state, new DirectoryTopology(), new CreditsTopology());
    if (synced) {
      platform.syncEachAppend();
    }
    queries = platform.queries();
    gateway = platform.ready(
        CommandGateway.credits(platform.kafka(), platform.payloads(), platform.callers(), "bench-0", PATIENCE, maxInFlight));
  }

  @Override
  public String name() {
    return "Tributary" + (synced ? ", synced" : "") + (batch > 1 ? ", batches of " + batch : "");
  }

  @Override
  public int perCall() {
    return batch;
  }

  @Override
  public void open(UUID tenantId) throws Exception {
    openAll(List.of(tenantId));
  }

  /** As {@link #open}, of many at once. */
  void openAll(List<UUID> tenantIds) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.kafka().bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (UUID tenantId : tenantIds) {
        var unused = producer.send(allocation(tenantId));
      }
    }
    // A partition is applied in order, so its last wallet tells of all.
    for (UUID last : tenantIds.subList(Math.max(0, tenantIds.size() - 100), tenantIds.size())) {
      queries.ask(
          new WalletQuery(last, last.toString(), APPLICATION),
          new ReadOptions(Position.ofSql(Context.CREDITS, last, 1), LONG_PATIENCE, false));
    }
  }

  private ProducerRecord<byte[], byte[]> allocation(UUID tenantId) {
    AllocationRecorded allocation =
        AllocationRecorded.newBuilder()
            .setMeta(
                EventMeta.newBuilder()
                    .setId(Ids.next().toString())
                    .setType("allocation.recorded")
                    .setAggregateId(tenantId.toString())
                    .setAggregateType("credit_pool")
                    .setTenantId(tenantId.toString())
                    .setVersion(1)
                    .setTimestamp(Instant.now())
                    .build())
            .setAllocationId(Ids.next().toString())
            .setEntityId(tenantId.toString())
            .setApplication(APPLICATION)
            .setAmount(1_000_000_000_000L)
            .setUnallocated(0)
            .build();
    ProducerRecord<byte[], byte[]> row =
        new ProducerRecord<>(Context.CREDITS.outbox(), TenantKey.bytes(tenantId), platform.payloads().encode(allocation));
    row.headers()
        .add(OutboxHeaders.ID, utf8(Ids.next().toString()))
        .add(OutboxHeaders.TYPE, utf8(allocation.getSchema().getFullName()))
        .add(OutboxHeaders.TENANT_SEQ, utf8("1"));
    return row;
  }

  @Override
  public void consume(UUID tenantId, String operationId) {
    if (batch > 1) {
      consumeBatch(tenantId, operationId);
      return;
    }
    Decided<List<CreditOutcome>> decided =
        gateway.send(
            new Consumption(
                tenantId, tenantId.toString(), APPLICATION, "orders.create", operationId, 1, null, Map.of(),
                operationId, TRACE)
                .command());
    if (!(decided instanceof Decided.Now<List<CreditOutcome>> now)
        || now.answer().getFirst().getDecision() != Decision.APPROVED) {
      throw new IllegalStateException("not approved: " + decided);
    }
  }

  private void consumeBatch(UUID tenantId, String operationId) {
    List<BatchOperation> operations = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      operations.add(
          BatchOperation.newBuilder()
              .setEntityId(tenantId.toString())
              .setApplication(APPLICATION)
              .setOperationCode("orders.create")
              .setOperationId(operationId + "/" + i)
              .setAmount(1)
              .build());
    }
    Command command =
        new Command(
            tenantId, "credits.consume_batch", null, operationId, TRACE,
            meta -> new ConsumeBatch(meta, false, operations));
    if (!(gateway.send(command) instanceof Decided.Now<List<CreditOutcome>> now)
        || now.answer().stream().anyMatch(outcome -> outcome.getDecision() != Decision.APPROVED)) {
      throw new IllegalStateException("not all approved");
    }
  }

  /** Stops what decides, so that all it holds is on disk. */
  void stop() {
    gateway.close();
    platform.stop();
  }

  @Override
  public void close() {
    stop();
    platform.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
