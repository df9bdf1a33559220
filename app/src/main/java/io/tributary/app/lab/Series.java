package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Experiments one after the other, each on a platform that is whole, and the report of all of them. */
public final class Series {
  private final Opening opening;
  private final PrintStream out;
  private final List<Outcome> outcomes = new ArrayList<>();

  /** A platform on which experiments are made, until it can't be had back. */
  public interface Bench extends AutoCloseable {
    Outcome run(Experiment experiment) throws InterruptedException;

    /** Whether another experiment can be made on it. */
    boolean whole();

    @Override
    void close() throws InterruptedException;
  }

  /** Starts a platform. */
  public interface Opening {
    /** @param number of this platform in the series, from 0 */
    Bench open(Experiment.Brokers brokers, int number) throws InterruptedException;
  }

  public Series(Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  /**
   * Makes the experiments, and writes what was seen, also of those before one that could not be ended.
   *
   * @param write makes the report of what came of those that were made
   * @throws CommandFailure when not all of them passed, or the report can't be written
   */
  public void run(List<Experiment> experiments, Path report, Function<List<Outcome>, String> write) throws InterruptedException {
    try {
      for (Experiment.Brokers brokers : Experiment.Brokers.values()) {
        run(brokers, experiments.stream().filter(experiment -> experiment.brokers() == brokers).toList());
      }
    } finally {
      if (!outcomes.isEmpty()) {
        save(report, write.apply(List.copyOf(outcomes)));
      }
    }
    String failed = outcomes.stream().filter(outcome -> outcome.verdict() == Outcome.Verdict.FAILED)
        .map(outcome -> outcome.experiment().id()).collect(Collectors.joining(", "));
    if (!failed.isEmpty()) {
      throw new CommandFailure(ExitCode.FAILED, "Not all experiments passed: " + failed + ".");
    }
  }

  private void run(Experiment.Brokers brokers, List<Experiment> experiments) throws InterruptedException {
    int made = 0;
    for (int number = outcomes.size(); made < experiments.size(); number++) {
      Bench bench;
      try {
        bench = opening.open(brokers, number);
      } catch (RuntimeException e) {
        Notebook notes = new Notebook(experiments.get(made), out);
        notes.givenUp("the platform starts", e);
        outcomes.add(notes.outcome());
        experiments.subList(made + 1, experiments.size()).forEach(rest ->
            outcomes.add(Outcome.notTried(rest, "a platform that starts")));
        return;
      }
      try (bench) {
        while (made < experiments.size() && bench.whole()) {
          outcomes.add(bench.run(experiments.get(made++)));
        }
      }
    }
  }

  private void save(Path report, String text) {
    try {
      Path file = report.toAbsolutePath().normalize();
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text);
      out.printf("%nWhat was seen is in %s%n", report);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot write the report " + report + ": " + e.getMessage(), e);
    }
  }
}
