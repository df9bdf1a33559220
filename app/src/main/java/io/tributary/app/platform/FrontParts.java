package io.tributary.app.platform;

import io.tributary.api.ApiConfig;
import io.tributary.api.ApiServer;
import io.tributary.app.instance.Secrets;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.connectors.EventFollower;
import io.tributary.queries.KafkaLags;
import io.tributary.queries.RoutedQueryService;
import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.queries.remote.Cluster;
import io.tributary.topologies.kernel.Callers;
import java.util.List;
import java.util.Optional;

/** An API without stores: it asks workers. */
public final class FrontParts {
  final Writes writes;
  private final Step<ApiServer> api;

  /**
   * Adds its steps to a start, after those of the servers.
   *
   * @param workers where some workers are asked, or a name that stands for all of them; the others are learnt from these
   */
  public FrontParts(
      Startup startup, Servers servers, List<HostPort> workers, int partitions, ApiConfig config, Secrets secrets) {
    writes = new Writes(startup, servers, Schemas.step(startup, servers.registry()), secrets);
    Step<?> kafka = servers.kafka().ready();
    Step<Cluster> cluster = startup.step(
        "Placement", () -> new Cluster(partitions, workers, Optional.empty(), secrets.queries()), kafka);
    Step<KafkaLags> lags = startup.step("Lags", () -> new KafkaLags(
        servers.kafka().address().get(), config.instanceId(), partitions, Contexts.INPUTS, List.of()), kafka);
    Step<EventFollower> reclaims = writes.followReclaims(startup, writes.outbox, kafka);
    CaptureView capture = new CaptureView.Elsewhere(writes.pool);
    Front front = new Front(writes, servers.kafka().address(), new Callers(), config, secrets);
    api = startup.step("API", () -> front.start(
        new RoutedQueryService(Contexts.INPUTS, cluster.get()), lags.get(),
        new PlatformHealth(servers, writes, new RemoteContexts(cluster), capture, reclaims), capture),
        writes.outbox, writes.prices, cluster, lags, kafka);
  }

  public ApiServer api() {
    return api.get();
  }
}
