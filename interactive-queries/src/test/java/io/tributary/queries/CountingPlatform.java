package io.tributary.queries;

import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.OutboxHeaders;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;

/** The counting context on a broker, with what sends it records and asks it. */
final class CountingPlatform implements AutoCloseable {
  static final int PARTITIONS = 2;

  /** Time for a test to look at what is not committed yet. */
  static final Map<String, Object> PATIENT =
      Map.of("producer.transaction.timeout.ms", 30_000, "commit.interval.ms", 20_000);

  /** Long enough for two records that are sent one after the other to share a batch, and so a poll. */
  private static final int LINGER_MS = 5;

  static final Payloads NO_PAYLOADS = new Payloads() {
    @Override
    public byte[] encode(SpecificRecord event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SpecificRecord decode(byte[] payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String aggregateId(byte[] payload) {
      throw new UnsupportedOperationException();
    }
  };

  final CountingContext definition;
  final ContextRuntime runtime;
  final LocalQueryService queries;
  private final KafkaProducer<String, String> producer;

  private CountingPlatform(CountingContext definition, RuntimeSettings settings) {
    this.definition = definition;
    runtime = ContextRuntime.start(definition, NO_PAYLOADS, settings);
    queries = new LocalQueryService(List.of(runtime));
    producer = new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers(), ProducerConfig.LINGER_MS_CONFIG, LINGER_MS),
        new StringSerializer(), new StringSerializer());
  }

  static CountingPlatform start(CountingContext definition, RuntimeSettings settings) {
    CountingPlatform platform = new CountingPlatform(definition, settings);
    platform.runtime.awaitRunning(Duration.ofSeconds(60));
    return platform;
  }

  static RuntimeSettings settings(String bootstrapServers, Path state, Map<String, Object> overrides) {
    return new RuntimeSettings(
        KafkaAccess.open(bootstrapServers), PARTITIONS, 1, 0, state, "one", new HostPort("localhost", 1), overrides);
  }

  /** One of several processes. */
  static RuntimeSettings settings(String bootstrapServers, Path state, String instance, int port) {
    return new RuntimeSettings(
        KafkaAccess.open(bootstrapServers), PARTITIONS, 1, 1, state, instance, new HostPort("localhost", port), Map.of());
  }

  /** Sends a command; the position that its sender would hold. */
  Position command(UUID tenantId) {
    return position(send(command(tenantId, "+")));
  }

  /** Sends a command and, to be polled with it, a record that keeps the thread from committing; the latter's position. */
  Position commandHeld(UUID tenantId) {
    var unused = producer.send(command(tenantId, "+"));
    return position(send(command(tenantId, CountingContext.HOLD)));
  }

  /** Sends a captured row. */
  void captured(UUID tenantId, long tenantSeq) {
    Header seq = new RecordHeader(
        OutboxHeaders.TENANT_SEQ, Long.toString(tenantSeq).getBytes(StandardCharsets.UTF_8));
    send(new ProducerRecord<>(
        CountingContext.CONTEXT.outbox(), null, null, TenantKey.of(tenantId), "+", List.of(seq)));
  }

  Answer<Long> count(UUID tenantId, ReadOptions options) {
    return queries.ask(CountQuery.of(tenantId), options);
  }

  /** What a reader would see that does not wait for commits. */
  long uncommittedCount(UUID tenantId) {
    CountQuery query = CountQuery.of(tenantId);
    return query.run(rows(tenantId).store(query.store()));
  }

  PartitionRows rows(UUID tenantId) {
    return runtime.partition(TenantKey.partition(tenantId, PARTITIONS), Role.ACTIVE);
  }

  private static ProducerRecord<String, String> command(UUID tenantId, String value) {
    return new ProducerRecord<>(CountingContext.CONTEXT.commands(), TenantKey.of(tenantId), value);
  }

  private static Position position(RecordMetadata sent) {
    return Position.ofCommand(CountingContext.CONTEXT, sent.topic(), sent.partition(), sent.offset());
  }

  private RecordMetadata send(ProducerRecord<String, String> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    runtime.close();
  }
}
