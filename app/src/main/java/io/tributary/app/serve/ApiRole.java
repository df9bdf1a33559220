package io.tributary.app.serve;

import io.tributary.api.ApiConfig;
import io.tributary.app.instance.Secrets;
import io.tributary.app.platform.FrontParts;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.Upkeep;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Supervisor;
import io.tributary.queries.RuntimeSettings.HostPort;
import java.io.Closeable;
import java.io.PrintStream;
import java.util.List;

/**
 * {@code tributary api}: REST, live updates and dashboard; it asks workers.
 *
 * @param workers where some are asked
 * @param partitions of every topic of a context
 */
public record ApiRole(
    ExternalServers external, List<HostPort> workers, int partitions, ApiConfig config, Secrets secrets) implements Role {
  @Override
  public String log() {
    return "standard error";
  }

  @Override
  public String title() {
    return "API " + config.instanceId();
  }

  @Override
  public Running prepare(Startup startup) {
    FrontParts front = new FrontParts(startup, external.servers(startup), workers, partitions, config, secrets);
    return new Running() {
      @Override
      public Closeable begin(Supervisor supervisor) {
        Upkeep upkeep = Upkeep.start(front, supervisor);
        return upkeep::close;
      }

      @Override
      public void describe(PrintStream out) {
        out.println("  API and dashboard on port " + front.api().port());
      }
    };
  }
}
