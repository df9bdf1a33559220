package io.tributary.app.dev;

import io.tributary.api.ApiConfig;
import io.tributary.app.cli.BuildVersion;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.instance.DiskSpace;
import io.tributary.app.platform.Platform;
import io.tributary.app.platform.PlatformSettings;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.StoreSettings;
import io.tributary.app.start.Startup;
import io.tributary.connectors.StartMode;
import io.tributary.queries.RuntimeSettings.HostPort;
import java.util.Optional;

/** {@code tributary dev}: servers and platform in one process, on one machine. */
public record DevRole(DataDirectory data, DevOptions options) implements Role {
  private static final int PARTITIONS = 4;

  @Override
  public String log() {
    return data.log().toString();
  }

  @Override
  public String title() {
    return "data in " + data.root();
  }

  @Override
  public Running prepare(Startup startup) {
    DiskSpace.require(data.root());
    DevServers servers = new DevServers(startup, data, options);
    return new DevRunning(data, servers, new Platform(startup, servers.servers(), settings()));
  }

  private PlatformSettings settings() {
    ApiConfig api = ApiConfig.local(options.httpPort(), BuildVersion.get());
    StoreSettings stores = new StoreSettings(
        PARTITIONS, 1, 0, data.part("streams"), api.instanceId(), new HostPort("127.0.0.1", options.httpPort()));
    return new PlatformSettings(
        stores, Optional.empty(), api, data.secrets(),
        Optional.of(options.recapture() ? StartMode.RECAPTURE : StartMode.CONTINUE));
  }
}
