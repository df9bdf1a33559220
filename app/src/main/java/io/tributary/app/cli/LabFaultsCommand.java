package io.tributary.app.cli;

import io.tributary.app.lab.Experiment;
import io.tributary.app.lab.Laboratory;
import io.tributary.app.lab.Machine;
import io.tributary.app.lab.Report;
import io.tributary.app.lab.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary lab faults}. */
@Command(
    name = "faults",
    description = {
      "Lets things go wrong on a platform under load, and tells what became of it.",
      "",
      "It starts a platform of several processes in a temporary directory, and kills, freezes and robs them one after the other. "
          + "Each experiment has a verdict; the exit status is 0 when none failed."
    })
final class LabFaultsCommand implements Runnable {
  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "These experiments alone, separated by commas (default: all).")
  private @Nullable List<String> only;

  @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(names = "--apis", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int apis;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often a fault that can be repeated is (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often a worker is killed (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the load (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "docs/lab/faults.md",
      description = "Where what was seen is written, as Markdown; experiments that are not made now stay in it as they are, if they "
          + "were made on the same machine (default: ${DEFAULT-VALUE}).")
  private Path report;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    Given.require(spec, workers >= 2 && workers <= 16, "--workers must be from 2 to 16: one takes over from another.");
    Given.require(spec, apis >= 1 && apis <= 16, "--apis must be from 1 to 16.");
    Given.require(spec, rounds >= 1, "--rounds must be at least 1.");
    Given.require(spec, kills >= 1, "--kills must be at least 1.");
    List<Experiment> experiments = Chosen.of(spec, "experiment", Experiment.values(), Experiment::id, only);
    LabRun.run(root -> {
      Laboratory.Settings settings = new Laboratory.Settings(root, workers, apis, seed, rounds, kills);
      Report all = Report.of(Machine.describe(root), Files.exists(report) ? Files.readString(report) : "");
      new Series((brokers, number) -> open(settings, brokers, number), System.out).run(experiments, report, outcomes -> {
        outcomes.forEach(outcome -> all.put(outcome, settings, command(outcome.experiment())));
        return all.text();
      });
    });
  }

  private static Laboratory open(Laboratory.Settings settings, Experiment.Brokers brokers, int number)
      throws InterruptedException {
    Laboratory.Settings own = settings.in("platform-" + number);
    System.out.printf("Starting %d workers, %d APIs and capture in %s …%n", own.workers(), own.apis(), own.root());
    return Laboratory.open(own, brokers, System.out);
  }

  /** That repeats one of them. */
  private String command(Experiment experiment) {
    return "./tributary lab faults --workers %d --apis %d --rounds %d --kills %d --seed %d --only %s".formatted(
        workers, apis, rounds, kills, seed, experiment.id());
  }
}
