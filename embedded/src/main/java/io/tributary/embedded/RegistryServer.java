package io.tributary.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One run of Apicurio's server on a data directory. */
record RegistryServer(Path home, int port, ChildProcess child) {
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);
  private static final Set<String> HIDDEN_VARIABLES =
      Set.of("QUARKUS_", "APICURIO_", "REGISTRY_", "SMALLRYE_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

  /**
   * Starts it; {@link #awaitReady} waits.
   *
   * @param launcher command prefix
   * @param sharing JVM options about the archive of shared classes
   */
  static RegistryServer start(String name, Path home, int port, List<String> launcher, List<String> sharing) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(ownerMark(home));
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(sharing);
    for (String setting : List.of(
        "quarkus.http.host=127.0.0.1",
        "quarkus.http.port=" + port,
        "quarkus.management.host=127.0.0.1",
        "quarkus.management.port=" + FreePorts.next(),
        "quarkus.http.access-log.enabled=false",
        "quarkus.banner.enabled=false",
        "apicurio.storage.kind=sql",
        "apicurio.storage.sql.kind=h2",
        // Relative to the working directory, so no character of its path can disturb the URL. H2 would write commits half a
        // second later: a kill -9 would take back ids that payloads carry already.
        "apicurio.datasource.url=jdbc:h2:file:./registry;WRITE_DELAY=0")) {
      command.add("-D" + setting);
    }
    command.addAll(List.of("-jar", RegistryProgram.unpack().toString()));
    ChildSpec spec =
        new ChildSpec(name, launcher, command, home, home.resolve("registry.log"), HIDDEN_VARIABLES, "KILL");
    return new RegistryServer(home, port, ChildProcess.start(spec));
  }

  /** An argument by which an orphan is known as this directory's. */
  static String ownerMark(Path home) {
    return "-Dtributary.registry.data=" + home;
  }

  RegistryApi api() {
    return new RegistryApi("http://127.0.0.1:" + port + "/apis/ccompat/v7");
  }

  /** Waits until it answers; false if the port was lost to another process. */
  boolean awaitReady() {
    RegistryApi api = api();
    boolean decided = Waiting.until(START_PATIENCE, () -> !child.isAlive() || api.answers());
    if (decided && child.isAlive()) {
      return true;
    }
    String log = child.logTail();
    if (log.contains("Address already in use") || log.contains("PortUnavailable") || log.contains("seems to be in use")) {
      return false;
    }
    throw child.failure(decided ? "did not start" : "did not start within " + START_PATIENCE.toSeconds() + " s");
  }

  void stop() {
    child.stop(List.of(new ChildProcess.StopStep("TERM", Duration.ofSeconds(4))));
  }
}
