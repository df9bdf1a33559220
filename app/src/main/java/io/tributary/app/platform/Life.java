package io.tributary.app.platform;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.cli.BuildVersion;
import io.tributary.app.start.StartFailedException;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Supervisor;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a process: start, serve, stop. */
public final class Life {
  private static final Logger LOG = LoggerFactory.getLogger(Life.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(9);

  private final PrintStream out;
  private final StartConsole console;
  private final Supervisor supervisor = new Supervisor();
  private final Startup startup = new Startup(STOP_PATIENCE);

  public Life(PrintStream out, boolean terminal, boolean colours) {
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
  public void run(Role role) throws InterruptedException {
    long begin = System.nanoTime();
    out.printf("Tributary %s, %s%n%n", BuildVersion.get(), role.title());
    LOG.info("Tributary {} starts, {}", BuildVersion.get(), role.title());
    Role.Running running = role.prepare(startup);
    try {
      startup.run(console);
    } catch (StartFailedException e) {
      throw new CommandFailure(ExitCode.PART_FAILED, Reasons.of(e, role.log()), e);
    }
    Supervisor.End end = serve(running, begin);
    if (end instanceof Supervisor.End.PartFailed(String sentence)) {
      throw new CommandFailure(ExitCode.PART_FAILED, sentence);
    }
  }

  private Supervisor.End serve(Role.Running running, long begin) throws InterruptedException {
    try (Closeable busy = running.begin(supervisor)) {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      LOG.info("Ready after {} ms", took.toMillis());
      out.printf("%nReady in %s.%n%n", StartConsole.seconds(took));
      running.describe(out);
      out.flush();
      Supervisor.End end = supervisor.await();
      LOG.info("The platform ends: {}", end);
      return end;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot let the instance be found: " + e.getMessage(), e);
    } finally {
      stopParts();
    }
  }

  private void stopParts() {
    long begin = System.nanoTime();
    out.print("\nStopping … ");
    out.flush();
    startup.close();
    out.println("stopped in " + StartConsole.seconds(Duration.ofNanos(System.nanoTime() - begin)) + ".");
  }
}
