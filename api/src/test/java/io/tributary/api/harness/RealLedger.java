package io.tributary.api.harness;

import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.queries.ContextRuntime;
import io.tributary.queries.LocalQueryService;
import io.tributary.queries.Position;
import io.tributary.queries.ReadOptions;
import io.tributary.queries.RuntimeSettings;
import io.tributary.schemas.Context;
import io.tributary.schemas.Ids;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.OutboxHeaders;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.credits.WalletQuery;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.inventory.InventoryTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The ledger, and the inventory, as they run in production, on a broker of their own, behind an API that reads from it. */
public final class RealLedger implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  public final Api api;
  private final EmbeddedBroker broker = EmbeddedBroker.temporary();
  private final RuntimeSettings settings;
  private final List<ContextRuntime> contexts;
  private LocalQueryService queries;

  public RealLedger(Path state) throws InterruptedException {
    api = new Api(broker.bootstrapServers(), Duration.ofSeconds(20), 1000);
    api.payloads.registerAll();
    settings =
        new RuntimeSettings(
            KafkaAccess.open(broker.bootstrapServers()), 4, 1, 0, state, "real-0", new RuntimeSettings.HostPort("127.0.0.1", 1), Map.of());
    contexts =
        new ArrayList<>(
            List.of(
                ContextRuntime.start(new DirectoryTopology(), api.payloads, settings, api.callers),
                ContextRuntime.start(new CreditsTopology(), api.payloads, settings, api.callers),
                ContextRuntime.start(new InventoryTopology(), api.payloads, settings, api.callers)));
    contexts.forEach(context -> context.awaitRunning(PATIENCE));
    queries = new LocalQueryService(contexts);
    api.ledger.real = queries;
    while (!"ok".equals(api.http.get("/health").send().json().path("status").asString(""))) {
      Thread.sleep(50);
    }
  }

  /** Stops the inventory, and starts it again on its state. */
  public void restartInventory() throws InterruptedException {
    contexts.removeLast().close();
    contexts.add(ContextRuntime.start(new InventoryTopology(), api.payloads, settings, api.callers));
    contexts.getLast().awaitRunning(PATIENCE);
    queries = new LocalQueryService(contexts);
    api.ledger.real = queries;
  }

  /** Gives the tenant's first wallet its credits, as capture would. */
  public void allocate(UUID tenantId, String application, long amount) throws Exception {
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
            .setApplication(application)
            .setAmount(amount)
            .setUnallocated(0)
            .build();
    ProducerRecord<byte[], byte[]> row =
        new ProducerRecord<>(Context.CREDITS.outbox(), TenantKey.bytes(tenantId), api.payloads.encode(allocation));
    row.headers().add(OutboxHeaders.ID, utf8(Ids.next().toString())).add(OutboxHeaders.TENANT_SEQ, utf8("1"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(row).get();
    }
    queries.ask(
        new WalletQuery(tenantId, tenantId.toString(), application),
        new ReadOptions(Position.ofSql(Context.CREDITS, tenantId, 1), PATIENCE, false));
  }

  /** Where the topic's partitions end, summed. */
  public long ends(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> all = new HashMap<>();
      admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions()
          .forEach(partition -> all.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
      return admin.listOffsets(all).all().get().values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }
  }

  @Override
  public void close() {
    api.close();
    contexts.forEach(ContextRuntime::close);
    broker.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
