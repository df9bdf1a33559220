package io.tributary.queries;

import io.tributary.topologies.kernel.Callers;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Streams' usual clients, except that its producers and main consumers tell {@link CommittedInputs} what they see. */
final class TrackingClients implements KafkaClientSupplier {
  private final CommittedInputs inputs;
  private final Polling polling;
  private final Callers callers;

  TrackingClients(CommittedInputs inputs, Polling polling, Callers callers) {
    this.inputs = inputs;
    this.polling = polling;
    this.callers = callers;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new TrackingProducer(config, inputs);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new TrackingConsumer(config, inputs, polling, callers);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
