package io.tributary.connectors;

import io.debezium.embedded.Connect;
import io.debezium.embedded.async.ConvertingAsyncEngineBuilderFactory;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Debezium's engine, with its producer. It is used once. */
final class CaptureEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CaptureEngine.class);

  private static final Map<String, Object> PRODUCER = Map.of(
      "client.id", "tributary-capture",
      "enable.idempotence", true,
      "acks", "all",
      "compression.type", "lz4",
      "batch.size", 131_072);

  private final String access;
  private final Producer<byte[], byte[]> producer;
  private final KafkaClientMetrics producerMeters;
  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Thread thread;

  CaptureEngine(CaptureConfig config, Map<String, String> connector, CaptureMetrics metrics) {
    access = KafkaOffsets.lend(config.kafka());
    producer = config.kafka().producer(PRODUCER, new ByteArraySerializer(), new ByteArraySerializer());
    producerMeters = new KafkaClientMetrics(producer);
    producerMeters.bindTo(Metrics.globalRegistry);
    engine =
        new ConvertingAsyncEngineBuilderFactory()
            .builder(ChangeEventFormat.of(Connect.class))
            .using(engineSettings(config, access, connector))
            .using(this::completed)
            .notifying(new RawTopicWriter(producer, new RecordBytes(connector), metrics))
            .build();
    thread = Thread.ofPlatform().name("outbox-capture-engine").daemon().unstarted(engine);
  }

  void start() {
    thread.start();
  }

  /** Completes when the engine has stopped; exceptionally with the reason when it stopped by itself. */
  CompletableFuture<Void> done() {
    return done;
  }

  /** Stops the engine, storing the position of what Kafka has acknowledged. */
  @Override
  public void close() throws InterruptedException {
    while (thread.isAlive()) {
      try {
        engine.close();
      } catch (IllegalStateException e) {
        // While its tasks start, and once it stops, the engine can't be closed.
        log.debug("Engine not closed: {}", e.getMessage());
      } catch (IOException e) {
        log.warn("Engine closed with an error", e);
      }
      thread.join(100);
    }
    producerMeters.close();
    producer.close();
    KafkaOffsets.giveBack(access);
  }

  private void completed(boolean success, @Nullable String message, @Nullable Throwable error) {
    if (success) {
      done.complete(null);
    } else {
      done.completeExceptionally(error != null ? error : new CaptureException(String.valueOf(message)));
    }
  }

  private static Properties engineSettings(CaptureConfig config, String access, Map<String, String> connector) {
    Map<String, String> settings = new HashMap<>(connector);
    settings.put("offset.storage", KafkaOffsets.class.getName());
    settings.put(KafkaOffsets.ACCESS, access);
    settings.put("offset.storage.topic", config.offsetsTopic());
    settings.put("offset.storage.partitions", "1");
    settings.put("offset.storage.replication.factor", "-1");
    settings.putIfAbsent("offset.flush.interval.ms", "1000");
    // One thread keeps the router's caches to itself; the work is small.
    settings.put("record.processing.threads", "1");
    // OutboxCapture tries again itself: after each failure it checks the slot again.
    settings.put("errors.max.retries", "0");
    settings.put("slot.max.retries", "0");
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }
}
