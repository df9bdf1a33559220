package io.tributary.app.platform;

import io.tributary.api.ApiServer;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.connectors.EventFollower;
import io.tributary.connectors.OutboxCapture;
import io.tributary.queries.KafkaLags;
import io.tributary.queries.LocalHost;
import io.tributary.queries.RoutedQueryService;
import io.tributary.queries.remote.Cluster;
import io.tributary.queries.remote.QueryServer;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The platform's own parts in one process, and which of them is built on which. */
public final class Platform {
  private static final Duration STREAMING_PATIENCE = Duration.ofMinutes(5);

  private final Servers servers;
  private final PlatformSettings settings;

  final Contexts contexts;
  final Writes writes;
  final Optional<Step<OutboxCapture>> capture;
  final Step<ApiServer> api;

  /** Adds its steps to a start, after those of the servers. */
  public Platform(Startup startup, Servers servers, PlatformSettings settings) {
    this.servers = servers;
    this.settings = settings;
    Step<AvroPayloads> schemas = Schemas.step(startup, servers.registry());
    contexts = new Contexts(startup, servers.kafka(), schemas, settings.stores(), UnaryOperator.identity());
    writes = new Writes(startup, servers, schemas, settings.secrets());
    Step<?> directory = contexts.step(Context.DIRECTORY);
    Step<?> credits = contexts.step(Context.CREDITS);
    capture = settings.capture().map(mode -> startup.step(
        "Change capture",
        () -> Captures.start(writes.database().capture(kafka()), mode, STREAMING_PATIENCE),
        writes.outbox, directory, credits));
    Step<LocalHost> stores = startup.step("Stores", () -> new LocalHost(contexts.running()), contexts.steps());
    settings.queryHost().ifPresent(host -> startup.step("Query endpoint", () -> QueryServer.start(
        stores.get(), settings.stores().runtime(kafka()), settings.secrets().queries(), host), stores));
    Step<Cluster> cluster = startup.step("Placement", () -> new Cluster(
        settings.stores().partitions(), List.of(),
        Optional.of(new Cluster.Self(settings.stores().advertised(), stores.get())), settings.secrets().queries()), stores);
    Step<KafkaLags> lags = startup.step("Lags", () -> new KafkaLags(
        kafka(), settings.api().instanceId(), settings.stores().partitions(), Contexts.INPUTS, contexts.running()),
        contexts.steps());
    Step<EventFollower> reclaims = writes.followReclaims(startup, writes.outbox, credits);
    CaptureView captured = capture.<CaptureView>map(own -> new CaptureView.Own(own, writes.pool))
        .orElseGet(() -> new CaptureView.Elsewhere(writes.pool));
    Front front = new Front(writes, servers.kafka().address(), contexts.callers(), settings.api(), settings.secrets());
    api = startup.step("API", () -> front.start(
        new RoutedQueryService(Contexts.INPUTS, cluster.get()), lags.get(),
        new PlatformHealth(servers, writes, contexts, captured, reclaims), captured),
        writes.outbox, cluster, lags, writes.prices);
    contexts.awaitStates(startup);
  }

  public ApiServer api() {
    return api.get();
  }

  private KafkaAccess kafka() {
    return servers.kafka().address().get();
  }
}
