package io.tributary.app.serve;

import io.tributary.app.instance.DiskSpace;
import io.tributary.app.platform.Platform;
import io.tributary.app.platform.PlatformSettings;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.Servers;
import io.tributary.app.platform.StoreSettings;
import io.tributary.app.platform.Upkeep;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Supervisor;
import java.io.Closeable;
import java.io.PrintStream;

/** {@code tributary serve}: API and topologies, and capture unless it runs elsewhere. */
public record ServeRole(ExternalServers external, PlatformSettings settings) implements Role {
  @Override
  public String log() {
    return "standard error";
  }

  @Override
  public String title() {
    return "instance " + settings.api().instanceId() + ", state in " + settings.stores().states();
  }

  @Override
  public Running prepare(Startup startup) {
    StateDirectory.prepare(settings.stores().states());
    settings.capture().ifPresent(mode -> external.database().capture(external.streams().kafka()));
    Servers servers = external.servers(startup);
    return new Served(new Platform(startup, servers, settings), settings.stores());
  }

  private record Served(Platform platform, StoreSettings stores) implements Running {
    @Override
    public Closeable begin(Supervisor supervisor) {
      Upkeep upkeep = Upkeep.start(platform, () -> DiskSpace.fault(stores.states()), supervisor);
      return upkeep::close;
    }

    @Override
    public void describe(PrintStream out) {
      out.println("  API and dashboard on port " + platform.api().port());
      out.println("  Other instances ask at " + stores.advertised());
    }
  }
}
