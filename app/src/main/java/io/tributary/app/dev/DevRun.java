package io.tributary.app.dev;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.cli.BuildVersion;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.instance.RunningInstance;
import io.tributary.app.start.StartFailedException;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a platform: start, serve, stop. */
public final class DevRun {
  private static final Logger LOG = LoggerFactory.getLogger(DevRun.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(9);
  private static final Duration TOKEN_TTL = Duration.ofDays(7);

  private final DataDirectory data;
  private final DevOptions options;
  private final PrintStream out;
  private final StartConsole console;
  private final Supervisor supervisor = new Supervisor();
  private final Startup startup = new Startup(STOP_PATIENCE);

  public DevRun(DataDirectory data, DevOptions options, PrintStream out, boolean terminal, boolean colours) {
    this.data = data;
    this.options = options;
    this.out = out;
    this.console = new StartConsole(out, terminal, colours);
  }

  /** Asks for the end, from any thread: a start under way is given up, a running platform stops. */
  public void stop() {
    supervisor.stop();
    startup.abort("it was stopped");
  }

  /**
   * Returns after a stop that was asked for.
   *
   * @throws CommandFailure when a part failed to start, or stopped by itself; everything else is stopped then
   */
  public void run() throws InterruptedException {
    data.requireSpace();
    long begin = System.nanoTime();
    out.printf("Tributary %s, data in %s%n%n", BuildVersion.get(), data.root());
    LOG.info("Tributary {} starts on {}", BuildVersion.get(), data.root());
    DevPlatform platform = new DevPlatform(data, options, startup);
    try {
      startup.run(console);
    } catch (StartFailedException e) {
      LOG.error("{} failed to start", e.step(), e.getCause());
      throw new CommandFailure(ExitCode.PART_FAILED, Reasons.of(e, data.log()), e);
    }
    Supervisor.End end = serve(platform, begin);
    long stopBegin = System.nanoTime();
    out.print("\nStopping … ");
    out.flush();
    startup.close();
    out.println("stopped in " + StartConsole.seconds(Duration.ofNanos(System.nanoTime() - stopBegin)) + ".");
    if (end instanceof Supervisor.End.PartFailed(String sentence)) {
      throw new CommandFailure(ExitCode.PART_FAILED, sentence);
    }
  }

  private Supervisor.End serve(DevPlatform platform, long begin) throws InterruptedException {
    try (Watch watch = new Watch(platform, data, supervisor); ClassArchive classes = new ClassArchive()) {
      watch.start();
      classes.start();
      announce(platform);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      LOG.info("Ready after {} ms", took.toMillis());
      out.printf("%nReady in %s.%n%n", StartConsole.seconds(took));
      printAddresses(platform);
      Supervisor.End end = supervisor.await();
      LOG.info("The platform ends: {}", end);
      RunningInstance.withdraw(data);
      return end;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot announce the instance in " + data.root() + ": " + e.getMessage(), e);
    }
  }

  private void announce(DevPlatform platform) throws IOException {
    RunningInstance.announce(data, url(platform), postgresUrl(platform), platform.kafka.get().bootstrapServers(),
        platform.registry.get().url());
  }

  private static String url(DevPlatform platform) {
    return "http://localhost:" + platform.api.get().port();
  }

  private static String postgresUrl(DevPlatform platform) {
    var postgres = platform.postgres.get();
    return "postgresql://" + postgres.user() + ":" + postgres.password() + "@" + postgres.host() + ":" + postgres.port()
        + "/" + postgres.database();
  }

  private void printAddresses(DevPlatform platform) {
    String token = new Tokens(data.secrets().token()).mint("dashboard", null, CallerRole.PLATFORM, TOKEN_TTL);
    address("Dashboard", url(platform) + "/#token=" + token);
    address("API", url(platform) + "/docs");
    address("Kafka", platform.kafka.get().bootstrapServers());
    address("PostgreSQL", postgresUrl(platform));
    address("Registry", platform.registry.get().url());
    address("Log", data.log().toString());
    out.println("\nCtrl-C stops it. In another terminal: ./tributary demo");
    out.flush();
  }

  private void address(String name, String where) {
    out.printf("  %-11s %s%n", name, where);
  }
}
