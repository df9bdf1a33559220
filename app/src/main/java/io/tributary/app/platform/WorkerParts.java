package io.tributary.app.platform;

import io.tributary.api.health.HealthSource;
import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.instance.Secrets;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.queries.KafkaLags;
import io.tributary.queries.LocalHost;
import io.tributary.queries.remote.QueryServer;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import io.tributary.topologies.kernel.ContextDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Topologies and their stores without an API: others ask, and send commands through Kafka. */
public final class WorkerParts {
  private final Server<KafkaAccess> kafka;
  private final Server<Map<String, String>> registry;
  final Contexts contexts;
  private final Step<QueryServer> queries;
  private final Step<KafkaLags> lags;

  /**
   * Adds its steps to a start, after those of the servers.
   *
   * @param queryHost address at which it is asked
   * @param version what is run of each context
   */
  public WorkerParts(
      Startup startup,
      Server<KafkaAccess> kafka,
      Server<Map<String, String>> registry,
      StoreSettings stores,
      Secrets secrets,
      String queryHost,
      UnaryOperator<ContextDefinition> version) {
    this.kafka = kafka;
    this.registry = registry;
    Step<AvroPayloads> schemas = Schemas.step(startup, registry);
    contexts = new Contexts(startup, kafka, schemas, stores, version);
    queries = startup.step("Query endpoint", () -> QueryServer.start(
        new LocalHost(contexts.running()), stores.runtime(kafka.address().get()), secrets.queries(), queryHost),
        contexts.steps());
    lags = startup.step("Lags", () -> new KafkaLags(
        kafka.address().get(), stores.instanceId(), stores.partitions(), Contexts.INPUTS, contexts.running()),
        contexts.steps());
    contexts.awaitStates(startup);
  }

  /** Also while it is still starting. */
  public HealthSource health() {
    return () -> {
      Map<String, Supplier<Part>> probes = new LinkedHashMap<>();
      probes.put("kafka", kafka.health());
      probes.put("registry", registry.health());
      for (Context context : Context.values()) {
        probes.put(context.id(), () -> contexts.health(context));
      }
      probes.put("queries", () -> queries.made().isPresent() ? Part.up() : PlatformHealth.starting());
      return Probes.ask(probes);
    };
  }

  public Gauges gauges() {
    return new Gauges(() -> lags.made(), () -> queries.made().map(QueryServer::inside));
  }
}
