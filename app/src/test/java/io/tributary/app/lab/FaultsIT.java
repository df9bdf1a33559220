package io.tributary.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers, two APIs and capture as processes, under load: the laboratory's most telling experiments, once each. Asserted is what
 * must hold on any machine: how long it takes is for the laboratory's report to judge.
 */
class FaultsIT {
  @Test
  void aKilledWorkerAndARollingRestartLoseNothingAndNobodyReadsThePast(@TempDir Path root) throws Exception {
    try (Laboratory laboratory = Laboratory.open(new Laboratory.Settings(root, 2, 2, 1, 1), System.out)) {
      for (Experiment experiment : new Experiment[] {Experiment.KILL_WORKER, Experiment.ROLLING_RESTART}) {
        Outcome outcome = laboratory.run(experiment);
        assertThat(outcome.findings()).as("%s: %s", experiment, outcome.log())
            .isNotEmpty().allMatch(finding -> finding.held() || finding.timed());
      }
    }
  }
}
