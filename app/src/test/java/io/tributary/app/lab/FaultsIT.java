package io.tributary.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers, two APIs and capture as processes, under load: the laboratory's most telling experiment, once. Asserted is what
 * must hold on any machine: how long it takes is for the laboratory's report to judge, which has the other experiments, too.
 */
class FaultsIT {
  @Test
  void aKilledWorkerLosesNothingAndNobodyReadsThePast(@TempDir Path root) throws Exception {
    try (Laboratory laboratory = Laboratory.open(
        new Laboratory.Settings(root, 2, 2, 1, 1, 1), Experiment.Brokers.ONE, System.out)) {
      Outcome outcome = laboratory.run(Experiment.KILL_WORKER);
      assertThat(outcome.findings()).as(outcome.log().toString())
          .isNotEmpty().allMatch(finding -> finding.held() || finding.timed());
    }
  }
}
