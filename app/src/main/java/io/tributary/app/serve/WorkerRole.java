package io.tributary.app.serve;

import io.tributary.app.instance.DiskSpace;
import io.tributary.app.instance.Secrets;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.Server;
import io.tributary.app.platform.StatusServer;
import io.tributary.app.platform.StoreSettings;
import io.tributary.app.platform.Upkeep;
import io.tributary.app.platform.WorkerParts;
import io.tributary.app.serve.ExternalServers.ExternalStreams;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.app.start.Supervisor;
import io.tributary.schemas.KafkaAccess;
import io.tributary.topologies.kernel.ContextDefinition;
import java.io.Closeable;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code tributary worker}: the topologies with their stores, and the endpoint where they are asked.
 *
 * @param http where health and metrics are
 * @param version what is run of each context
 */
public record WorkerRole(
    ExternalStreams external,
    StoreSettings stores,
    Secrets secrets,
    HttpAddress http,
    UnaryOperator<ContextDefinition> version) implements Role {
  @Override
  public String log() {
    return "standard error";
  }

  @Override
  public String title() {
    return "worker " + stores.instanceId() + ", state in " + stores.states();
  }

  @Override
  public Running prepare(Startup startup) {
    StateDirectory.prepare(stores.states());
    Server<KafkaAccess> kafka = external.kafkaServer(startup);
    Server<Map<String, String>> registry = external.registryServer(startup);
    WorkerParts worker = new WorkerParts(startup, kafka, registry, stores, secrets, http.host(), version);
    // It comes first, to tell how the rest fares while it starts.
    Step<StatusServer> status = startup.step("Health and metrics",
        () -> StatusServer.start(http.host(), http.port(), worker.health(), List.of(worker.gauges())));
    return new Working(worker, status, stores);
  }

  private record Working(WorkerParts worker, Step<StatusServer> status, StoreSettings stores) implements Running {
    @Override
    public Closeable begin(Supervisor supervisor) {
      Upkeep upkeep = Upkeep.start(worker, () -> DiskSpace.fault(stores.states()), supervisor);
      return upkeep::close;
    }

    @Override
    public void describe(PrintStream out) {
      out.println("  Asked at " + stores.advertised());
      out.println("  Health and metrics on port " + status.get().port());
    }
  }
}
