package io.tributary.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesTest {
  private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @TempDir
  private Path directory;

  private Path report;
  private Laboratory.Settings settings;
  private final List<String> opened = new ArrayList<>();

  @BeforeEach
  void name() {
    report = directory.resolve("new").resolve("faults.md");
    settings = new Laboratory.Settings(directory.resolve("data"), 2, 2, 1, 3, 3);
  }

  @Test
  void whatPassesIsWritten() throws Exception {
    run(Map.of(), Experiment.NOTHING, Experiment.KILL_WORKER);
    assertThat(report).content()
        .contains("2 of 2 experiments passed. Workers", "| [Nothing happens](#nothing-happens) | passed |")
        .doesNotContain("Failed:");
    assertThat(opened).hasSize(1);
  }

  @Test
  void aFailureIsNamedWrittenAndTheExitStatus() {
    assertThatThrownBy(() -> run(
        Map.of(Experiment.KILL_WORKER, notes -> {
          notes.note("kill -9 worker-0");
          notes.found(new Finding("every wallet is what its clients were told", false, "7 is not 8", false));
        }),
        Experiment.NOTHING, Experiment.KILL_WORKER, Experiment.POISON))
        .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessage("Not all experiments passed: kill-worker.");
    assertThat(report).content().contains("2 of 3 experiments passed. Failed: kill-worker.", "| **failed** |",
        "kill -9 worker-0", "| ✗ | every wallet is what its clients were told | 7 is not 8 |");
  }

  @Test
  void noDirectoryOfTheMachineIsNamed() {
    assertThatThrownBy(() -> run(Map.of(Experiment.DAMAGE_TABLES, notes -> notes.givenUp(
        "it was made", new IllegalStateException("bad: " + settings.root() + "/streams/worker-0"))), Experiment.DAMAGE_TABLES))
        .isInstanceOf(CommandFailure.class);
    assertThat(report).content().contains("bad: DATA/streams/worker-0").doesNotContain(directory.toString());
  }

  @Test
  void whatCanNotBeTriedIsNotPassedNorFailed() throws Exception {
    run(Map.of(Experiment.POISON, notes -> notes.notTried("a poison cabinet")), Experiment.NOTHING, Experiment.POISON);
    assertThat(report).content().contains("1 of 2 experiments passed. Not tried: poison.", "| not tried: needs a poison cabinet |");
  }

  @Test
  void aBrokenPlatformIsReplacedForWhatFollows() {
    assertThatThrownBy(() -> run(
        Map.of(Experiment.NOTHING, notes -> notes.givenUp("the platform is whole again", new IllegalStateException("gone"))),
        Experiment.NOTHING, Experiment.POISON))
        .hasMessageContaining("nothing");
    assertThat(opened).hasSize(2);
    assertThat(report).content().contains("1 of 2 experiments passed. Failed: nothing.");
  }

  @Test
  void aPlatformThatDoesNotStartIsAFailure() {
    Series series = new Series((brokers, number) -> {
      throw new CommandFailure(ExitCode.PART_FAILED, "no port");
    }, SILENT);
    assertThatThrownBy(() -> series.run(List.of(Experiment.NOTHING, Experiment.POISON), report, this::write))
        .hasMessageContaining("nothing");
    assertThat(report).content().contains("Failed: nothing. Not tried: poison.", "no port");
  }

  @Test
  void experimentsThatAreNotMadeAnewAreKeptUnlessTheyAreOfAnotherMachine() {
    Outcome failed = new Bench(Map.of(Experiment.POISON, notes ->
        notes.found(new Finding("fresh reads were without an answer for at most 2.0 s", false, "7.0 s; 3 of 4 reads failed (why)", true))))
        .run(Experiment.POISON);
    Outcome lacking = new Bench(Map.of(Experiment.DISK_FULL, notes -> notes.notTried("the right to mount"))).run(Experiment.DISK_FULL);
    Outcome passed = new Bench(Map.of()).run(Experiment.NOTHING);
    String first = write(List.of(passed, failed, lacking), "");
    assertThat(write(List.of(), first)).isEqualTo(first);
    assertThat(first).contains("1 of 3 experiments passed. Failed: poison. Not tried: disk-full.",
        "| [Poison records](#poison-records) | **failed** | 7.0 s; 3 of 4 reads failed |  |",
        "by `./tributary lab faults --only poison`.");
    assertThat(write(List.of(new Bench(Map.of()).run(Experiment.POISON)), first))
        .contains("2 of 3 experiments passed. Not tried: disk-full.").doesNotContain("7.0 s");
    assertThat(Report.of("4 processors", first).text()).contains("0 of 0 experiments passed.").doesNotContain("7.0 s");
  }

  private void run(Map<Experiment, Consumer<Notebook>> unusual, Experiment... experiments) throws InterruptedException {
    new Series((brokers, number) -> {
      opened.add(brokers + " " + number);
      return new Bench(unusual);
    }, SILENT).run(List.of(experiments), report, this::write);
  }

  private String write(List<Outcome> outcomes) {
    return write(outcomes, "");
  }

  private String write(List<Outcome> outcomes, String before) {
    Report all = Report.of("2 processors", before);
    outcomes.forEach(outcome -> all.put(outcome, settings, "./tributary lab faults --only " + outcome.experiment().id()));
    return all.text();
  }

  /** Made experiments on nothing; one that fails breaks it. */
  private static final class Bench implements Series.Bench {
    private final Map<Experiment, Consumer<Notebook>> unusual;
    private boolean whole = true;

    Bench(Map<Experiment, Consumer<Notebook>> unusual) {
      this.unusual = unusual;
    }

    @Override
    public Outcome run(Experiment experiment) {
      Notebook notes = new Notebook(experiment, SILENT);
      notes.found(new Finding("all is well", true, "yes", false));
      unusual.getOrDefault(experiment, nothing -> { }).accept(notes);
      Outcome outcome = notes.outcome();
      whole = outcome.verdict() != Outcome.Verdict.FAILED;
      return outcome;
    }

    @Override
    public boolean whole() {
      return whole;
    }

    @Override
    public void close() {}
  }
}
