package io.tributary.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A server to start as a child process.
 *
 * @param name what users call it, as the beginning of a sentence
 * @param launcher command prefix that changes user or namespace; may be empty
 * @param command the server and its arguments
 * @param directory its data directory, also its working directory
 * @param log where its output goes; the previous run's is kept as {@code *.previous}
 * @param hiddenVariables prefixes of environment variables it must not see
 * @param deathSignal what the system sends to it when we die (without "SIG"), where the system can
 */
record ChildSpec(
    String name,
    List<String> launcher,
    List<String> command,
    Path directory,
    Path log,
    Set<String> hiddenVariables,
    String deathSignal) {}
