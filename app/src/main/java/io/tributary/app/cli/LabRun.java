package io.tributary.app.cli;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.instance.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What the runs of all laboratories have in common. */
final class LabRun {
  private LabRun() {}

  interface Body {
    /** @param root a directory that is deleted afterwards */
    void run(Path root) throws IOException, InterruptedException;
  }

  /** What is logged goes to a file; who asks this process to end waits until all that was started has ended. */
  static void run(Body body) {
    StopHook hook = StopHook.set();
    try (DataDirectory directory = DataDirectory.ephemeral()) {
      System.setProperty("tributary.log.file", directory.log().toString());
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
      body.run(directory.root());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot write the report: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
    } finally {
      hook.ended();
    }
  }
}
