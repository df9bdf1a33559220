package io.tributary.app.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an experiment went.
 *
 * @param log what was done to the platform, with the time since its load began
 * @param needs what it would need to be made, when this machine lacks it
 */
public record Outcome(
    Experiment experiment, Duration took, List<String> log, List<Finding> findings, Optional<String> needs) {
  /** What came of it. */
  public enum Verdict {
    /** Everything was true that must be. */
    PASSED,
    FAILED,
    /** It could not be made here, which tells nothing. */
    NOT_TRIED
  }

  public Outcome {
    log = List.copyOf(log);
    findings = List.copyOf(findings);
  }

  /** One that was never begun. */
  static Outcome notTried(Experiment experiment, String needs) {
    return new Outcome(experiment, Duration.ZERO, List.of(), List.of(), Optional.of(needs));
  }

  /** A finding that doesn't hold counts, also where something was lacking. */
  public Verdict verdict() {
    if (!findings.stream().allMatch(Finding::held)) {
      return Verdict.FAILED;
    }
    return needs.isPresent() ? Verdict.NOT_TRIED : Verdict.PASSED;
  }
}
