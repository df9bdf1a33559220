package io.tributary.app.lab;

import java.time.Duration;
import java.util.List;

/**
 * How an experiment went.
 *
 * @param log what was done to the platform, with the time since its load began
 */
public record Outcome(Experiment experiment, Duration took, List<String> log, List<Finding> findings) {
  public Outcome {
    log = List.copyOf(log);
    findings = List.copyOf(findings);
  }

  /** Whether everything was true that must be. */
  public boolean passed() {
    return findings.stream().allMatch(Finding::held);
  }
}
