package io.tributary.bench;

import io.tributary.api.commands.CommandGateway;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.queries.ContextRuntime;
import io.tributary.queries.LocalQueryService;
import io.tributary.queries.RuntimeSettings;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.schemas.KafkaAccess;
import io.tributary.topologies.kernel.Callers;
import io.tributary.topologies.kernel.ContextDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** A broker and contexts as they run behind the API, in this process. */
final class BenchPlatform implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EmbeddedBroker broker = EmbeddedBroker.temporary();
  private final Callers callers = new Callers();
  private final AvroPayloads payloads = new AvroPayloads(new InMemorySchemaRegistry());
  private final List<ContextRuntime> contexts;

  BenchPlatform(Path state, ContextDefinition... definitions) {
    payloads.registerAll();
    RuntimeSettings settings =
        new RuntimeSettings(
            kafka(), 4, 1, 0, state, "bench-0", new RuntimeSettings.HostPort("127.0.0.1", 1), Map.of());
    contexts = Stream.of(definitions).map(definition -> ContextRuntime.start(definition, payloads, settings, callers)).toList();
    contexts.forEach(context -> context.awaitRunning(PATIENCE));
  }

  KafkaAccess kafka() {
    return KafkaAccess.open(broker.bootstrapServers());
  }

  Callers callers() {
    return callers;
  }

  AvroPayloads payloads() {
    return payloads;
  }

  LocalQueryService queries() {
    return new LocalQueryService(contexts);
  }

  <A> CommandGateway<A> ready(CommandGateway<A> gateway) throws InterruptedException {
    while (!gateway.ready()) {
      Thread.sleep(20);
    }
    return gateway;
  }

  /** Also of Kafka's own topics of transactions and offsets. */
  void syncEachAppend() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      AlterConfigOp op =
          new AlterConfigOp(new ConfigEntry(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1"), AlterConfigOp.OpType.SET);
      Map<ConfigResource, Collection<AlterConfigOp>> all = new HashMap<>();
      for (String topic : admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get()) {
        all.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(op));
      }
      admin.incrementalAlterConfigs(all).all().get();
    }
  }

  /** Stops what decides, so that all it holds is on disk. */
  void stop() {
    contexts.forEach(ContextRuntime::close);
  }

  @Override
  public void close() {
    stop();
    broker.close();
  }
}
