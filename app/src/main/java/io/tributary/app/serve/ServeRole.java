package io.tributary.app.serve;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.instance.DiskSpace;
import io.tributary.app.platform.Database;
import io.tributary.app.platform.Platform;
import io.tributary.app.platform.PlatformHealth;
import io.tributary.app.platform.PlatformSettings;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.Server;
import io.tributary.app.platform.Servers;
import io.tributary.app.platform.Upkeep;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.app.start.Supervisor;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code tributary serve}: API and topologies, and capture unless it runs elsewhere. */
public record ServeRole(ExternalServers external, PlatformSettings settings) implements Role {
  @Override
  public String log() {
    return "standard error";
  }

  @Override
  public String title() {
    return "instance " + settings.api().instanceId() + ", state in " + settings.states();
  }

  @Override
  public Running prepare(Startup startup) {
    try {
      Files.createDirectories(settings.states());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot create the state directory " + settings.states() + ": " + e, e);
    }
    DiskSpace.require(settings.states());
    settings.capture().ifPresent(mode -> external.database().capture(external.bootstrapServers()));
    return new Served(new Platform(startup, servers(startup), settings), settings.states());
  }

  private Servers servers(Startup startup) {
    Step<Database> postgres = startup.step(
        "PostgreSQL", () -> ExternalPostgres.await(external.database(), external.patience()));
    Step<ExternalKafka> kafka = startup.step(
        "Kafka", () -> ExternalKafka.await(external.bootstrapServers(), external.patience()));
    Step<ExternalRegistry> registry = startup.step("Schema registry",
        () -> ExternalRegistry.await(external.registry(), external.patience()));
    return new Servers(
        // The pool's probe tells the rest.
        new Server<>(postgres, postgres::get, () -> postgres.made().isPresent() ? Part.up() : PlatformHealth.starting()),
        new Server<>(kafka, () -> kafka.get().bootstrapServers(),
            () -> kafka.made().map(ExternalKafka::health).orElseGet(PlatformHealth::starting)),
        new Server<>(registry, () -> registry.get().properties(),
            () -> registry.made().map(ExternalRegistry::health).orElseGet(PlatformHealth::starting)));
  }

  private record Served(Platform platform, Path states) implements Running {
    @Override
    public Closeable begin(Supervisor supervisor) {
      Upkeep upkeep = Upkeep.start(platform, () -> DiskSpace.fault(states), supervisor);
      return upkeep::close;
    }

    @Override
    public void describe(PrintStream out) {
      out.println("  API and dashboard on port " + platform.api().port());
    }
  }
}
