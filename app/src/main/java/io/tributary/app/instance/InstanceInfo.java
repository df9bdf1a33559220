package io.tributary.app.instance;

import java.time.Instant;

/**
 * How a running instance is reached; it stands in {@code instance.json} while the instance runs.
 *
 * @param processStart start time of the process in milliseconds since 1970, or 0 where the system doesn't tell; with the pid
 *     it tells a living instance from a dead one whose pid was given to another process
 */
public record InstanceInfo(
    long pid,
    long processStart,
    Instant started,
    String httpUrl,
    String postgresUrl,
    String kafkaBootstrap,
    String registryUrl) {
  /** Start time of a process as {@link #processStart} has it. */
  static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startOf(process) == processStart).isPresent();
  }
}
