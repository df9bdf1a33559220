package io.tributary.topologies;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.common.EventMeta;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.OutboxHeaders;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.StoreRows;
import io.tributary.topologies.kernel.StreamsSettings;
import io.tributary.topologies.kernel.ViewQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** One context under Kafka's topology test driver, with real stores and settings; a restart keeps what was stored. */
public final class ContextDriver implements AutoCloseable {
  public static final Payloads PAYLOADS = new AvroPayloads(new InMemorySchemaRegistry());

  private static final Duration UPKEEP = Duration.ofMillis(100);

  private final ContextDefinition context;
  private final Path directory;
  private int starts;
  private TopologyTestDriver driver;
  private Instant wallClock = Instant.EPOCH;

  public ContextDriver(ContextDefinition context, Path directory) {
    this.context = context;
    this.directory = directory;
    this.driver = start(directory.resolve("0"));
  }

  /** Stops and starts again on a copy of the stores: the test driver deletes its own when it closes. */
  public void restart() {
    List<RocksDB> databases = Stream.of(StoreKind.values()).map(kind -> database(store(kind))).toList();
    databases.forEach(ContextDriver::freeze);
    Path next = directory.resolve(Integer.toString(starts));
    copy(directory.resolve(Integer.toString(starts - 1)), next);
    databases.forEach(ContextDriver::thaw);
    driver.close();
    driver = start(next);
  }

  public void pipe(String topic, UUID tenantId, SpecificRecord payload, Instant time) {
    pipe(topic, TenantKey.bytes(tenantId), PAYLOADS.encode(payload), new RecordHeaders(), time);
  }

  public void pipe(String topic, byte[] key, byte[] value, Headers headers, Instant time) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value, headers, time));
  }

  /** A captured row of the context. */
  public void capture(UUID tenantId, long tenantSeq, SpecificRecord payload, Instant time) {
    capture(tenantId, tenantSeq, PAYLOADS.encode(payload), time);
  }

  public void capture(UUID tenantId, long tenantSeq, byte[] payload, Instant time) {
    Headers headers = new RecordHeaders();
    headers.add(OutboxHeaders.ID, UUID.randomUUID().toString().getBytes(UTF_8));
    headers.add(OutboxHeaders.TENANT_SEQ, Long.toString(tenantSeq).getBytes(UTF_8));
    headers.add(OutboxHeaders.TRACEPARENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
    pipe(context.context().outbox(), TenantKey.bytes(tenantId), payload, headers, time);
  }

  /** A public event, with its type beside it. */
  public void publish(String topic, UUID tenantId, SpecificRecord event, Instant time) {
    EventMeta meta = (EventMeta) event.get(0);
    Headers headers = new RecordHeaders().add(CloudEventHeaders.TYPE, meta.getType().getBytes(UTF_8));
    pipe(topic, TenantKey.bytes(tenantId), PAYLOADS.encode(event), headers, time);
  }

  /** Lets the wall clock go on by one tick of upkeep. */
  public void tick() {
    reach(wallClock.plus(UPKEEP));
  }

  /** Lets the wall clock, which begins at the epoch, reach a moment. */
  public void reach(Instant moment) {
    driver.advanceWallClockTime(Duration.between(wallClock, moment));
    wallClock = moment;
  }

  /** What has been written to a topic since the last call. */
  public List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  public <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    return read(topic).stream().map(record -> type.cast(PAYLOADS.decode(record.value()))).toList();
  }

  public <R> R ask(ViewQuery<R> query) {
    return query.run(new RowsWithViews(rows(query.store()), rows(StoreKind.VIEWS)));
  }

  public RowReader rows(StoreKind kind) {
    return new StoreRows(store(kind));
  }

  public KeyValueStore<Bytes, byte[]> store(StoreKind kind) {
    return driver.getKeyValueStore(kind.storeName(context.context()));
  }

  public double metric(String name) {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(name))
        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
        .sum();
  }

  @Override
  public void close() {
    driver.close();
  }

  private TopologyTestDriver start(Path stateDir) {
    starts++;
    Properties settings =
        new StreamsSettings(context.context(), KafkaAccess.open("unused:9092"), stateDir, "test", "localhost:1", 0, 1).toProperties();
    // Exactly-once would make the driver, which knows no checkpoints, wipe the stores that it finds.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    wallClock = Instant.EPOCH;
    return new TopologyTestDriver(context.topology(PAYLOADS), settings, Instant.EPOCH);
  }

  private static RocksDB database(StateStore store) {
    StateStore inner = store;
    while (inner instanceof WrappedStateStore<?, ?, ?> wrapper) {
      inner = wrapper.wrapped();
    }
    try {
      Field db = RocksDBStore.class.getDeclaredField("db");
      db.setAccessible(true);
      return (RocksDB) db.get(inner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Flushes, which Streams leaves to RocksDB and so few rows don't begin; and keeps compaction from deleting files meanwhile. */
  private static void freeze(RocksDB database) {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      database.flush(options);
      database.pauseBackgroundWork();
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void thaw(RocksDB database) {
    try {
      database.continueBackgroundWork();
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().equals("LOCK")) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
