package io.tributary.app.fleet;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.dev.DevOptions;
import io.tributary.app.dev.DevServers;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.instance.DiskSpace;
import io.tributary.app.instance.RunningInstance;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.Servers;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.app.start.Supervisor;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** {@code tributary cluster}: servers in this process, and the platform's roles in processes of their own. */
public record ClusterRole(DataDirectory data, Crew crew) implements Role {
  /** Also when it was changed since the data were made: it is permanent. */
  private static final int PARTITIONS = 4;

  private static final Duration READY = Duration.ofMinutes(5);
  private static final Duration TOKEN_TTL = Duration.ofDays(7);

  @Override
  public String log() {
    return data.log().toString();
  }

  @Override
  public String title() {
    return "%d workers and %d APIs, data in %s".formatted(crew.workers(), crew.apis(), data.root());
  }

  @Override
  public Running prepare(Startup startup) {
    DiskSpace.require(data.root());
    DevServers servers = new DevServers(startup, data, new DevOptions(0, 0, 0, 0, false));
    Servers all = servers.servers();
    Step<Fleet> fleet = startup.step("Processes", () -> {
      Fleet made = new Fleet(new Surroundings(
          data.root(), data.part("secrets"), all.postgres().address().get(), servers.bootstrapServers(),
          servers.registryUrl(), PARTITIONS), crew.members());
      try {
        made.startAll(READY);
        return made;
      } catch (InterruptedException | RuntimeException e) {
        made.close();
        throw e;
      }
    }, all.postgres().ready(), all.kafka().ready(), all.registry().ready());
    return new Started(data, servers, fleet);
  }

  private record Started(DataDirectory data, DevServers servers, Step<Fleet> fleet) implements Running {
    @Override
    public Closeable begin(Supervisor supervisor) throws IOException {
      servers.watch(supervisor);
      RunningInstance.announce(
          data, url(), servers.postgresUrl(), servers.bootstrapServers(), servers.registryUrl());
      KeepAlive keeper = KeepAlive.start(fleet.get());
      return () -> {
        RunningInstance.withdraw(data);
        keeper.close();
      };
    }

    @Override
    public void describe(PrintStream out) {
      String token = new Tokens(data.secrets().token()).mint("dashboard", null, CallerRole.PLATFORM, TOKEN_TTL);
      fleet.get().members(Kind.API).forEach(api -> line(out, api.name(), api.url() + "/#token=" + token));
      fleet.get().members(Kind.WORKER).forEach(worker ->
          line(out, worker.name(), worker.url() + "/health, asked at port " + worker.queryPort()));
      fleet.get().members(Kind.CAPTURE).forEach(capture -> line(out, capture.name(), capture.url() + "/health"));
      line(out, "Kafka", servers.bootstrapServers());
      line(out, "PostgreSQL", servers.postgresUrl());
      line(out, "Registry", servers.registryUrl());
      line(out, "Logs", data.log().getParent().toString());
      out.println("\nCtrl-C stops it. A process that dies is started again after two seconds.");
    }

    private String url() {
      return fleet.get().members(Kind.API).getFirst().url();
    }

    private static void line(PrintStream out, String name, String where) {
      out.printf("  %-11s %s%n", name, where);
    }
  }
}
