package io.tributary.app.dev;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.instance.RunningInstance;
import io.tributary.app.platform.Platform;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.Upkeep;
import io.tributary.app.start.Supervisor;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** A platform on its own servers, running. */
record DevRunning(DataDirectory data, DevServers servers, Platform platform) implements Role.Running {
  private static final Duration TOKEN_TTL = Duration.ofDays(7);

  @Override
  public Closeable begin(Supervisor supervisor) throws IOException {
    servers.watch(supervisor);
    Upkeep upkeep = Upkeep.start(platform, data::fault, supervisor);
    ClassArchive classes = ClassArchive.start();
    RunningInstance.announce(data, url(), servers.postgresUrl(), servers.bootstrapServers(), servers.registryUrl());
    return () -> {
      RunningInstance.withdraw(data);
      classes.close();
      upkeep.close();
    };
  }

  @Override
  public void describe(PrintStream out) {
    String token = new Tokens(data.secrets().token()).mint("dashboard", null, CallerRole.PLATFORM, TOKEN_TTL);
    address(out, "Dashboard", url() + "/#token=" + token);
    address(out, "API", url() + "/docs");
    address(out, "Kafka", servers.bootstrapServers());
    address(out, "PostgreSQL", servers.postgresUrl());
    address(out, "Registry", servers.registryUrl());
    address(out, "Log", data.log().toString());
    out.println("\nCtrl-C stops it. In another terminal: ./tributary demo");
  }

  private static void address(PrintStream out, String name, String where) {
    out.printf("  %-11s %s%n", name, where);
  }

  private String url() {
    return "http://localhost:" + platform.api().port();
  }
}
